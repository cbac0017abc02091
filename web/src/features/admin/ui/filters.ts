import { useCallback, useMemo } from 'react';
import { useQueryState } from '@/lib/useQueryState';

export type Choice = { value: string; label: string };

/**
 * One filter of a list. Its value stands in the address under the very name that the service knows,
 * so that the list, its CSV and a saved view ask for the same.
 * - `text`: words to search for · `choice`: one of a few · `many`: several, joined by commas
 * - `sought`: one of many, searched for at the list `url`; `said` is what the chosen one is called
 * - `dates`: two days, YYYY-MM-DD · `money`: two sums in cents · `country`: an ISO code
 */
export type Filter =
  | { kind: 'text'; name: string; label: string; placeholder?: string }
  | { kind: 'choice'; name: string; label: string; options: readonly Choice[] }
  | { kind: 'many'; name: string; label: string; options: readonly Choice[] }
  | {
      kind: 'sought';
      name: string;
      label: string;
      url: string;
      choice: (row: unknown) => Choice;
      said: string;
    }
  | { kind: 'dates'; from: string; to: string; label: string }
  | { kind: 'money'; from: string; to: string; label: string }
  | { kind: 'country'; name: string; label: string };

export const namesOf = (filter: Filter): string[] =>
  'from' in filter ? [filter.from, filter.to] : [filter.name];

/** The values of a list's filters, and its sort, as they stand in the address. */
export function useFilters(filters: readonly Filter[]) {
  const { params, set } = useQueryState();
  const names = useMemo(() => filters.flatMap(namesOf), [filters]);
  const text = params.toString();
  const values = useMemo(() => {
    const asked = new URLSearchParams(text);
    const found: Record<string, string> = {};
    for (const name of [...names, 'sort']) {
      const value = asked.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [names, text]);
  const clear = useCallback(
    () => set(Object.fromEntries(names.map((name) => [name, null]))),
    [names, set],
  );
  const active = filters.filter((filter) => namesOf(filter).some((name) => values[name]));
  return { values, set, clear, active: active.length };
}
export type Filters = ReturnType<typeof useFilters>;

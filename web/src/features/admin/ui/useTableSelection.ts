import { useCallback, useMemo, useState } from 'react';

type Kept = { list: string; keys: ReadonlySet<string>; everything: boolean; anchor: string | null };
const none: ReadonlySet<string> = new Set();

/**
 * Which rows of a list are selected, by key. `list` names the list with its filter: with another
 * filter nothing is selected. `everything` means all that match, loaded or not; a bulk request then
 * carries the filter instead of ids.
 */
export function useTableSelection(list: string) {
  const [kept, setKept] = useState<Kept>({ list, keys: none, everything: false, anchor: null });
  const now = kept.list === list ? kept : { list, keys: none, everything: false, anchor: null };
  const { keys, everything, anchor } = now;

  const set = useCallback(
    (keys: ReadonlySet<string>, anchor: string | null, everything = false) =>
      setKept({ list, keys, everything, anchor }),
    [list],
  );
  return useMemo(
    () => ({
      keys,
      everything,
      has: (key: string) => everything || keys.has(key),
      /** How many, of a list that is this long. */
      count: (total: number | null) => (everything ? (total ?? keys.size) : keys.size),
      toggle: (key: string, loaded: readonly string[]) => {
        // After "all that match", taking one away leaves those in sight.
        const next = new Set(everything ? loaded : keys);
        if (!next.delete(key)) next.add(key);
        set(next, key);
      },
      /** From the row that was chosen last to this one. */
      extend: (key: string, loaded: readonly string[]) => {
        const from = anchor === null ? loaded.indexOf(key) : loaded.indexOf(anchor);
        const to = loaded.indexOf(key);
        const [first, last] = [Math.min(from, to), Math.max(from, to)];
        const next = new Set([...keys, ...loaded.slice(Math.max(0, first), last + 1)]);
        set(next, anchor ?? key);
      },
      only: (key: string) => set(new Set([key]), key),
      all: (loaded: readonly string[]) => set(new Set(loaded), null),
      everyMatching: () => set(keys, null, true),
      clear: () => set(none, null),
    }),
    [keys, everything, anchor, set],
  );
}
export type TableSelection = ReturnType<typeof useTableSelection>;

import { useCallback, useMemo, useState } from 'react';

/** Places of a list, from … to, both included; in order, never touching. */
export type Range = readonly [number, number];

export const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);

export const contains = (ranges: readonly Range[], index: number): boolean =>
  ranges.some(([from, to]) => from <= index && index <= to);

export function without(ranges: readonly Range[], [from, to]: Range): Range[] {
  return ranges.flatMap(([a, b]): Range[] => {
    if (b < from || to < a) return [[a, b]];
    const left: Range[] = a < from ? [[a, from - 1]] : [];
    return b > to ? [...left, [to + 1, b]] : left;
  });
}

export function together(ranges: readonly Range[], added: Range): Range[] {
  const sorted = [...ranges, added].toSorted(([a], [b]) => a - b);
  const joined: Range[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1] + 1)
      joined[joined.length - 1] = [last[0], Math.max(last[1], range[1])];
    else joined.push(range);
  }
  return joined;
}

type Selected = { key: string; ranges: Range[]; anchor: number };

/**
 * Which places of a list are selected. `key` names the list: with another list the selection is
 * empty, since its places mean other songs.
 */
export function useSelection(key: string) {
  const [kept, setKept] = useState<Selected>({ key, ranges: [], anchor: 0 });
  const ranges = useMemo(() => (kept.key === key ? kept.ranges : []), [kept, key]);

  const change = useCallback(
    (next: (before: Selected) => Omit<Selected, 'key'>) =>
      setKept((before) => {
        const known = before.key === key ? before : { key, ranges: [], anchor: 0 };
        return { key, ...next(known) };
      }),
    [key],
  );
  /** This place alone. */
  const only = useCallback(
    (index: number) => change(() => ({ ranges: [[index, index]], anchor: index })),
    [change],
  );
  const toggle = useCallback(
    (index: number) =>
      change(({ ranges: before }) => ({
        ranges: contains(before, index)
          ? without(before, [index, index])
          : together(before, [index, index]),
        anchor: index,
      })),
    [change],
  );
  /** From the place that was chosen last to this one. */
  const extend = useCallback(
    (index: number) =>
      change(({ ranges: before, anchor }) => ({
        ranges: together(before, [Math.min(anchor, index), Math.max(anchor, index)]),
        anchor,
      })),
    [change],
  );
  const all = useCallback(
    (count: number) => change(() => ({ ranges: count ? [[0, count - 1]] : [], anchor: 0 })),
    [change],
  );
  const clear = useCallback(() => change(({ anchor }) => ({ ranges: [], anchor })), [change]);
  return { ranges, count: sizeOf(ranges), only, toggle, extend, all, clear };
}
export type SongSelection = ReturnType<typeof useSelection>;

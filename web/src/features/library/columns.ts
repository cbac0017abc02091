import { useCallback, useMemo, useState } from 'react';
import { load, save } from '@/lib/storage';

export type ColumnId =
  | 'artist'
  | 'album'
  | 'album_artist'
  | 'genre'
  | 'year'
  | 'duration'
  | 'rating'
  | 'favourite'
  | 'plays'
  | 'played'
  | 'added'
  | 'position'
  | 'tags'
  | 'notes'
  | 'source';

export type SongColumn = {
  id: ColumnId;
  name: string;
  /** The word the service sorts by. */
  sort?: string;
  /** Where it begins, in pixels. */
  width: number;
  /** Where there is no room for all, the largest number goes first. */
  rank: number;
  end?: boolean;
};

export const songColumns: SongColumn[] = [
  { id: 'artist', name: 'Artist', sort: 'artist', width: 200, rank: 2 },
  { id: 'album', name: 'Album', sort: 'album', width: 190, rank: 4 },
  { id: 'album_artist', name: 'Album artist', sort: 'album_artist', width: 180, rank: 11 },
  { id: 'genre', name: 'Genre', sort: 'genre', width: 130, rank: 7 },
  { id: 'year', name: 'Year', sort: 'year', width: 64, rank: 6, end: true },
  { id: 'rating', name: 'Rating', sort: 'rating', width: 108, rank: 1 },
  { id: 'favourite', name: 'Favourite', width: 40, rank: 0 },
  { id: 'plays', name: 'Plays', sort: 'plays', width: 72, rank: 8, end: true },
  { id: 'played', name: 'Last played', sort: 'played', width: 120, rank: 10 },
  { id: 'added', name: 'Added', sort: 'added', width: 120, rank: 9 },
  { id: 'position', name: 'Track', sort: 'position', width: 72, rank: 12, end: true },
  { id: 'tags', name: 'Tags', width: 150, rank: 13 },
  { id: 'notes', name: 'Notes', width: 200, rank: 15 },
  { id: 'source', name: 'From', width: 90, rank: 14 },
  { id: 'duration', name: 'Time', sort: 'duration', width: 72, rank: 3, end: true },
];

const key = 'chinook.library.columns';
const usual: ColumnId[] = ['artist', 'album', 'genre', 'year', 'rating', 'favourite', 'duration'];
const narrowest = 40;
const widest = 600;
const gap = 12;
/** The boxes every row has: to select, the cover, the menu; and the least the title needs. */
const fixed = 28 + 40 + 32 + 3 * gap;
const titleMin = 150;
/** The title of a table that scrolls anyway. */
const titleWide = 240;
/** On a phone, where a row tells its artist in a second line, columns are what fits. */
const phone = 560;

type Kept = { chosen: ColumnId[]; widths: Partial<Record<ColumnId, number>> };
const isKept = (value: unknown): value is Kept => {
  const it = value as Partial<Kept> | null;
  return Array.isArray(it?.chosen) && typeof it.widths === 'object' && it.widths !== null;
};

const asAtFirst = ({ chosen, widths }: Kept) =>
  Object.keys(widths).length === 0 &&
  chosen.length === usual.length &&
  usual.every((id) => chosen.includes(id));

const widthOf = (columns: readonly SongColumn[]) =>
  columns.reduce((sum, { width }) => sum + width + gap, fixed + titleMin);

/** Those of the chosen columns that have room, in the order of the table. */
function fitting(chosen: readonly SongColumn[], room: number): SongColumn[] {
  let left = room - fixed - titleMin;
  const kept = new Set<ColumnId>();
  for (const column of chosen.toSorted((a, b) => a.rank - b.rank)) {
    left -= column.width + gap;
    if (left < 0) break;
    kept.add(column.id);
  }
  return chosen.filter(({ id }) => kept.has(id));
}

/**
 * Which columns are shown and how wide, remembered in this browser. Nobody's choice are those that fit;
 * what one chose oneself is shown, and where it is wider than the list the table scrolls sideways.
 */
export function useColumns(room: number) {
  const [kept, setKept] = useState<Kept>(() => load(key, isKept) ?? { chosen: usual, widths: {} });

  const change = useCallback((next: (before: Kept) => Kept) => {
    setKept((before) => {
      const after = next(before);
      save(key, after);
      return after;
    });
  }, []);
  const resize = useCallback(
    (id: ColumnId, width: number) =>
      change((before) => ({
        ...before,
        widths: {
          ...before.widths,
          [id]: Math.round(Math.max(narrowest, Math.min(widest, width))),
        },
      })),
    [change],
  );
  const toggle = useCallback(
    (id: ColumnId) =>
      change((before) => ({
        ...before,
        chosen: before.chosen.includes(id)
          ? before.chosen.filter((other) => other !== id)
          : [...before.chosen, id],
      })),
    [change],
  );
  const reset = useCallback(() => change(() => ({ chosen: usual, widths: {} })), [change]);

  const columns = useMemo(() => {
    const chosen = songColumns
      .filter(({ id }) => kept.chosen.includes(id))
      .map((column) => ({ ...column, width: kept.widths[column.id] ?? column.width }));
    return asAtFirst(kept) || room < phone ? fitting(chosen, room) : chosen;
  }, [kept, room]);
  const template = `28px 40px minmax(0,1fr) ${columns.map(({ width }) => `${width}px`).join(' ')} 32px`;
  const needed = widthOf(columns);
  /** How wide the table is where it is wider than the list. */
  const wide = needed > room && room >= phone ? needed - titleMin + titleWide : null;
  return { columns, template, wide, chosen: kept.chosen, resize, toggle, reset };
}
export const columnLimits = { narrowest, widest };

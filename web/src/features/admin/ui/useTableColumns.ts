import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { load, save } from '@/lib/storage';

export type AdminColumn<Row> = {
  id: string;
  name: string;
  render: (row: Row) => ReactNode;
  /** The word the service sorts by; `-word` is the other way. */
  sort?: string;
  /** The first press sorts from the highest: for sums, counts and dates. */
  downFirst?: boolean;
  /** Pixels. Columns without share what is left, each at least `min`. */
  width?: number;
  /** 160 by default. */
  min?: number;
  align?: 'end';
  /** Not shown until somebody chooses it. */
  hidden?: boolean;
};

export type Density = 'compact' | 'roomy';
export const rowHeights: Record<Density, number> = { compact: 44, roomy: 56 };

type Kept = { shown: Record<string, boolean>; density: Density };
const isKept = (value: unknown): value is Kept => {
  const it = value as Partial<Kept> | null;
  return (
    typeof it?.shown === 'object' &&
    it.shown !== null &&
    (it.density === 'compact' || it.density === 'roomy')
  );
};
const first: Kept = { shown: {}, density: 'compact' };

/** Which columns a table shows and how high its rows are, remembered in this browser by its name. */
export function useTableColumns<Row>(name: string, columns: readonly AdminColumn<Row>[]) {
  const key = `chinook.admin.table.${name}`;
  const [kept, setKept] = useState<Kept>(() => load(key, isKept) ?? first);

  const change = useCallback(
    (next: Kept) => {
      save(key, next);
      setKept(next);
    },
    [key],
  );
  const isShown = useCallback(
    (column: AdminColumn<Row>) => kept.shown[column.id] ?? !column.hidden,
    [kept],
  );
  const shown = useMemo(
    // The first column names the row: it always stays.
    () => columns.filter((column, index) => index === 0 || isShown(column)),
    [columns, isShown],
  );
  return {
    shown,
    isShown,
    density: kept.density,
    toggle: (column: AdminColumn<Row>) =>
      change({ ...kept, shown: { ...kept.shown, [column.id]: !isShown(column) } }),
    setDensity: (density: Density) => change({ ...kept, density }),
    reset: () => change(first),
    /** For a saved view: exactly these. */
    choose: (ids: readonly string[]) =>
      change({
        ...kept,
        shown: Object.fromEntries(columns.map(({ id }) => [id, ids.includes(id)])),
      }),
  };
}
export type TableColumns<Row> = ReturnType<typeof useTableColumns<Row>>;

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
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
export const isKept = (value: unknown): value is Kept => {
  const it = value as Partial<Kept> | null;
  return (
    typeof it?.shown === 'object' &&
    it.shown !== null &&
    (it.density === 'compact' || it.density === 'roomy')
  );
};
export const firstChoice: Kept = { shown: {}, density: 'compact' };
export const columnsKey = (name: string) => `chinook.admin.table.${name}`;
/** Told to the window when a saved view chose the columns of a table, by its name. */
export const columnsChosen = 'chinook.admin.columns';

/** Which columns a table shows and how high its rows are, remembered in this browser by its name. */
export function useTableColumns<Row>(name: string, columns: readonly AdminColumn<Row>[]) {
  const key = columnsKey(name);
  const [kept, setKept] = useState<Kept>(() => load(key, isKept) ?? firstChoice);
  useEffect(() => {
    const follow = ({ detail }: CustomEventInit<string>) => {
      if (detail === name) setKept(load(key, isKept) ?? firstChoice);
    };
    window.addEventListener(columnsChosen, follow);
    return () => window.removeEventListener(columnsChosen, follow);
  }, [key, name]);

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
    reset: () => change(firstChoice),
  };
}
export type TableColumns<Row> = ReturnType<typeof useTableColumns<Row>>;

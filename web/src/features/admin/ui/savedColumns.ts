import { load, save } from '@/lib/storage';
import { columnsKey, columnsChosen, firstChoice, isKept } from './useTableColumns';

type Column = { id: string; hidden?: boolean };

/** The columns that a table shows in this browser, for a saved view. */
export function shownColumns(list: string, columns: readonly Column[]): string[] {
  const kept = load(columnsKey(list), isKept) ?? firstChoice;
  return columns.filter(({ id, hidden }) => kept.shown[id] ?? !hidden).map(({ id }) => id);
}

/** Shows exactly these; none named: the table's own choice. A table that is open follows. */
export function chooseColumns(list: string, columns: readonly Column[], ids: readonly string[]) {
  const kept = load(columnsKey(list), isKept) ?? firstChoice;
  const shown = ids.length
    ? Object.fromEntries(columns.map(({ id }) => [id, ids.includes(id)]))
    : {};
  save(columnsKey(list), { ...kept, shown });
  window.dispatchEvent(new CustomEvent(columnsChosen, { detail: list }));
}

import { cx } from '@/lib/cx';
import { ArrowDownIcon, ArrowUpIcon } from '@/ui/icons';
import type { AdminColumn } from './useTableColumns';
import type { TableList } from './useAdminList';
import type { TableSelection } from './useTableSelection';

/** `value` is "name", "-name" or empty: as the service gives it. */
export type TableSorting = { value: string; onSort: (value: string) => void };

const cell =
  'sticky top-0 z-10 h-10 border-b border-line bg-surface text-left font-semibold text-ink-2';

/** The names of the columns; those the service sorts by are buttons. */
export function AdminTableHead<Row>({
  columns,
  sorting,
  selection,
  keys,
  list,
}: {
  columns: readonly AdminColumn<Row>[];
  sorting: TableSorting;
  selection?: TableSelection;
  keys: readonly string[];
  list: TableList<Row>;
}) {
  const chosen = selection?.count(list.total) ?? 0;
  const all = selection !== undefined && keys.length > 0 && keys.every((key) => selection.has(key));
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection && (
          <th className={cx(cell, 'w-11 p-0 sm:left-0 sm:z-20')}>
            <label className="grid size-11 place-items-center">
              <input
                type="checkbox"
                aria-label="Select all that are loaded"
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = chosen > 0 && !all;
                }}
                onChange={() => (all ? selection.clear() : selection.all(keys))}
                className="size-4.5 accent-accent"
              />
            </label>
          </th>
        )}
        {columns.map((column, index) => (
          <Head
            key={column.id}
            column={column}
            sorting={sorting}
            className={cx(index === 0 && (selection ? 'sm:left-11 sm:z-20' : 'sm:left-0 sm:z-20'))}
          />
        ))}
      </tr>
    </thead>
  );
}

function Head<Row>({
  column: { name, sort, downFirst, width, align },
  sorting: { value, onSort },
  className,
}: {
  column: AdminColumn<Row>;
  sorting: TableSorting;
  className: string;
}) {
  const up = sort !== undefined && value === sort;
  const down = sort !== undefined && value === `-${sort}`;
  const next = up ? `-${sort}` : down ? sort : downFirst ? `-${sort}` : sort;
  return (
    <th
      aria-sort={sort ? (up ? 'ascending' : down ? 'descending' : 'none') : undefined}
      style={width ? { width } : undefined}
      className={cx(cell, 'px-3', align === 'end' && 'text-right', className)}
    >
      {sort && next ? (
        <button
          type="button"
          onClick={() => onSort(next)}
          className={cx(
            'inline-flex min-h-8 max-w-full items-center gap-1 rounded font-semibold hover:text-ink',
            (up || down) && 'text-accent hover:text-accent-strong',
          )}
        >
          <span className="truncate">{name}</span>
          {up && <ArrowUpIcon size={14} className="shrink-0" />}
          {down && <ArrowDownIcon size={14} className="shrink-0" />}
        </button>
      ) : (
        <span className="block truncate">{name}</span>
      )}
    </th>
  );
}

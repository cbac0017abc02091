import { useMemo, useRef, type MouseEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { cx } from '@/lib/cx';
import { useQueryState } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { AdminTableHead, type TableSorting } from './AdminTableHead';
import { AdminRow, Gap, SkeletonRows } from './AdminTableRow';
import { ColumnsButton } from './ColumnsButton';
import type { TableList } from './useAdminList';
import { useBoxWindow } from './useBoxWindow';
import { rowHeights, useTableColumns, type AdminColumn } from './useTableColumns';
import { useTableKeys } from './useTableKeys';
import type { TableSelection } from './useTableSelection';

export type { AdminColumn } from './useTableColumns';

/** So many rows before the end of what is loaded, the next page is asked for. */
const lookAhead = 20;
const headHeight = 40;

type Props<Row> = {
  /** What the list is of: "Orders". */
  label: string;
  /** Remembers columns and density in this browser: "orders". Without it there is no choice. */
  name?: string;
  columns: readonly AdminColumn<Row>[];
  /** From `useAdminList`, or `wholeList(rows)`. */
  list: TableList<Row>;
  rowKey: (row: Row) => string;
  /** How a row is called out: "Select C-1042". */
  rowName: (row: Row) => string;
  /** Where a row leads. */
  to?: (row: Row) => string;
  /** Instead of the `sort` of the address. */
  sorting?: TableSorting;
  /** From `useTableSelection`: rows can be chosen. */
  selection?: TableSelection;
  /** The last line: sums of all that match, by the id of their column. */
  totals?: Record<string, ReactNode>;
  /** What is said when nothing matches; a default does. */
  empty?: ReactNode;
  /** Beside the count: the CSV button, saved views. */
  tools?: ReactNode;
  /** Inside a panel: no frame of its own, as high as its rows. */
  inset?: boolean;
};

/**
 * A table of rows of any kind. It scrolls inside its own box, in both directions, with its head and
 * its first column in sight; only the rows in sight exist. By keyboard it is a grid
 * (`useTableKeys.ts`). Sorting stands in the address, columns and density are this browser's.
 */
export function AdminTable<Row>(props: Props<Row>) {
  const { label, name, list, rowKey, to, selection, totals, tools, inset } = props;
  const { rows, total, hasMore, loadMore } = list;
  const columns = useTableColumns(name ?? '', props.columns);
  const rowHeight = rowHeights[columns.density];
  const box = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const addressed = useSortOfAddress();
  const sorting = props.sorting ?? addressed;

  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const { first, last, show } = useBoxWindow(box, rows.length, rowHeight, headHeight);
  const open = to && ((index: number) => rows[index] && void navigate(to(rows[index])));
  const { active, setActive, onKeyDown } = useTableKeys({
    box,
    keys,
    rowHeight,
    show,
    selection,
    open,
  });
  const reachable = active >= first && active <= last ? active : first;

  function onScroll() {
    const element = box.current;
    if (!element || !hasMore) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (left < lookAhead * rowHeight) loadMore();
  }
  function onClick(event: MouseEvent) {
    const index = rowIndexOf(event.target);
    const key = index === null ? undefined : keys[index];
    if (index === null || key === undefined || isControl(event.target)) return;
    if (selection && event.shiftKey) selection.extend(key, keys);
    else if (selection && (event.ctrlKey || event.metaKey)) selection.toggle(key, keys);
    else if (!window.getSelection()?.toString()) open?.(index);
  }

  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  const nothing = !list.loading && rows.length === 0;
  const width =
    (selection ? 44 : 0) +
    columns.shown.reduce((sum, { width, min }) => sum + (width ?? min ?? 160), 0);
  return (
    <div className={cx(!inset && 'overflow-hidden rounded-xl border border-line bg-surface')}>
      {(name || tools) && (
        <div className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line py-1.5 pr-2 pl-4 print:hidden">
          <p role="status" className="mr-auto text-sm text-ink-2 tabular-nums">
            {list.loading ? 'Loading…' : countOf(total, rows.length, hasMore)}
          </p>
          {tools}
          {name && <ColumnsButton columns={columns} all={props.columns} />}
        </div>
      )}
      {nothing ? (
        (props.empty ?? <Nothing />)
      ) : (
        // The pointer opens a row; for the keyboard the rows do.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
        <div
          ref={box}
          onScroll={onScroll}
          onClick={onClick}
          aria-busy={list.busy}
          className={cx(
            'relative overflow-auto overscroll-x-contain [scrollbar-width:thin] print:max-h-none print:overflow-visible',
            !inset && 'max-h-[max(24rem,calc(100dvh-14rem))]',
          )}
        >
          {list.loading && <Loading what={label.toLowerCase()} />}
          {/* The rows take the focus, one at a time; the grid only listens. */}
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
          <table
            // A grid of rows is what a table becomes that is walked through by keyboard (ARIA APG).
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
            role="grid"
            aria-label={label}
            aria-rowcount={hasMore && total === null ? -1 : (total ?? rows.length) + 1}
            aria-multiselectable={selection ? true : undefined}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const index = rowIndexOf(event.target);
              if (index !== null) setActive(index);
            }}
            className="w-full table-fixed border-separate border-spacing-0 text-sm"
            style={{ minWidth: width }}
          >
            <AdminTableHead
              columns={columns.shown}
              sorting={sorting}
              selection={selection}
              keys={keys}
              list={list}
            />
            <tbody>
              <Gap height={first * rowHeight} />
              {rows.slice(first, last + 1).map((row, place) => {
                const index = first + place;
                const key = keys[index] ?? '';
                return (
                  <AdminRow
                    key={key}
                    row={row}
                    index={index}
                    name={props.rowName(row)}
                    columns={columns.shown}
                    height={rowHeight}
                    to={to?.(row)}
                    selected={selection ? selection.has(key) : undefined}
                    onSelect={
                      selection &&
                      ((extend: boolean) =>
                        extend ? selection.extend(key, keys) : selection.toggle(key, keys))
                    }
                    reachable={index === reachable}
                  />
                );
              })}
              <Gap height={Math.max(0, rows.length - 1 - last) * rowHeight} />
              {(list.loading || (hasMore && !inset)) && (
                <SkeletonRows
                  count={list.loading ? 8 : 2}
                  columns={columns.shown.length + (selection ? 1 : 0)}
                  height={rowHeight}
                />
              )}
            </tbody>
            {totals && rows.length > 0 && (
              <tfoot className="sticky bottom-0 z-10 bg-surface font-semibold tabular-nums">
                <tr>
                  {columns.shown.map(({ id, align }, index) => (
                    <td
                      key={id}
                      colSpan={index === 0 && selection ? 2 : 1}
                      className={cx(
                        'h-11 border-t border-line-strong bg-surface px-3',
                        align === 'end' && 'text-right',
                      )}
                    >
                      {totals[id] ?? (index === 0 ? 'All that match' : null)}
                    </td>
                  ))}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {/* It has no box of its own to scroll to the end of. */}
      {inset && hasMore && (
        <div className="border-t border-line px-3 py-2 print:hidden">
          <Button size="small" busy={list.busy} onClick={loadMore}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

/** A list that has nothing at all is told from one whose filter leaves nothing. */
function Nothing() {
  const { params } = useQueryState();
  const filtered = [...params.keys()].some((name) => name !== 'sort');
  if (!filtered) return <EmptyState title="Nothing here yet" />;
  return <EmptyState title="Nothing matches">Take a filter away, or search for less.</EmptyState>;
}

function useSortOfAddress(): TableSorting {
  const { params, set } = useQueryState();
  return { value: params.get('sort') ?? '', onSort: (sort) => set({ sort }) };
}

function countOf(total: number | null, loaded: number, hasMore: boolean): string {
  if (total !== null) return `${total.toLocaleString('en-US')} in this list`;
  return `${loaded.toLocaleString('en-US')}${hasMore ? ' and more' : ''} in this list`;
}

function rowIndexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset.index) : null;
}
const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest('button, input, a, select, label') !== null;

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { cx } from '@/lib/cx';
import { ArrowDownIcon, ArrowUpIcon } from './icons';
import { Skeleton } from './Skeleton';

export type Sorting = { value: string; onSort: (value: string) => void };
export type Column = {
  name: string;
  /** The head of a column of buttons: only spoken. */
  silent?: boolean;
  /** The word the service sorts by; `turns` when it sorts the other way too. */
  sort?: string;
  turns?: boolean;
  className?: string;
};
export type RowPlace = {
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  /** This row, and what is in it, can be reached by Tab. */
  reachable: boolean;
  onFocusRow: (index: number) => void;
};

/** Every row is this high: `h-14`. */
export const rowHeight = 56;
/** What every row needs to stand at its place; add the columns and the colours. */
export const rowClass =
  'absolute inset-x-0 top-0 h-14 border-b border-line focus-visible:-outline-offset-2';
const overscan = 12;
/** So many rows before the end of what is loaded, the next page is asked for. */
const lookAhead = 60;

/**
 * A list of any length: only the rows in sight exist. Works as a grid by keyboard: arrows, Home,
 * End and the Page keys move between rows, Enter plays, Tab goes into the current row.
 */
export function VirtualTable({
  label,
  columns,
  columnsClass,
  loaded,
  total,
  hasMore,
  loadMore,
  sorting,
  renderRow,
}: {
  label: string;
  columns: Column[];
  /** The grid of the head; the rows use the same. */
  columnsClass: string;
  /** How many rows are there to be shown. */
  loaded: number;
  /** How long the whole list is, where that is known. */
  total?: number;
  hasMore: boolean;
  loadMore: () => void;
  sorting?: Sorting;
  renderRow: (place: RowPlace) => ReactNode;
}) {
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  // What stands above the table may grow while it loads: measured after every render, kept if equal.
  // oxlint-disable-next-line react/exhaustive-deps
  useLayoutEffect(() => {
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    setMargin((before) => (Math.abs(before - top) > 1 ? top : before));
  });

  const count = hasMore ? Math.max(total ?? 0, loaded + 4) : loaded;
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: margin,
    scrollPaddingStart: 112,
    scrollPaddingEnd: 112,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= loaded - lookAhead) loadMore();
  }, [hasMore, last, loaded, loadMore]);

  const { active, setActive, onKeyDown } = useRowFocus(body, loaded, (index) =>
    rows.scrollToIndex(index, { align: 'auto' }),
  );
  const reachable = visible.some(({ index }) => index === active)
    ? active
    : (visible[0]?.index ?? 0);

  return (
    // The rows take the focus, one at a time; the grid only listens.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={hasMore ? (total ?? -1) : count + 1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="sticky top-16 z-10 bg-paper">
        <div
          role="row"
          aria-rowindex={1}
          className={cx(columnsClass, 'h-11 border-b border-line text-sm text-ink-2')}
        >
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} sorting={sorting} />
          ))}
        </div>
      </div>
      <div
        ref={body}
        role="rowgroup"
        className="relative [contain:strict]"
        style={{ height: rows.getTotalSize() }}
      >
        {visible.map(({ index, start }) => {
          const top = start - margin;
          return index < loaded ? (
            <Fragment key={index}>
              {renderRow({ index, top, reachable: index === reachable, onFocusRow: setActive })}
            </Fragment>
          ) : (
            <SkeletonRow key={index} top={top} />
          );
        })}
      </div>
    </div>
  );
}

function ColumnHead({
  column: { name, silent, sort, turns, className },
  sorting,
}: {
  column: Column;
  sorting?: Sorting;
}) {
  const direction =
    sort && sorting?.value === sort
      ? 'ascending'
      : sorting?.value === `-${sort}`
        ? 'descending'
        : 'none';
  if (!sort || !sorting) {
    return (
      <span role="columnheader" className={className}>
        <span className={silent ? 'sr-only' : 'font-semibold'}>{name}</span>
      </span>
    );
  }
  const next = direction === 'ascending' && turns ? `-${sort}` : sort;
  return (
    <span role="columnheader" aria-sort={direction} className={className}>
      <button
        type="button"
        onClick={() => sorting.onSort(next)}
        className={cx(
          'inline-flex min-h-8 items-center gap-1 rounded font-semibold hover:text-ink',
          direction !== 'none' && 'text-accent hover:text-accent-strong',
        )}
      >
        {name}
        {direction === 'ascending' && <ArrowUpIcon size={14} />}
        {direction === 'descending' && <ArrowDownIcon size={14} />}
      </button>
    </span>
  );
}

/** One row can be reached by Tab; the keys move which one, and the focus follows it. */
function useRowFocus(
  body: RefObject<HTMLDivElement | null>,
  count: number,
  show: (index: number) => void,
) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);

  // The row may have to be scrolled to and rendered first: the focus waits for it.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[aria-rowindex="${wanted.current + 2}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const onRow = (event.target as HTMLElement).getAttribute('role') === 'row';
    const page = Math.max(1, Math.floor(window.innerHeight / rowHeight) - 4);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to === undefined || !onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(count - 1, to));
    wanted.current = next;
    setActive(next);
    show(next);
  }
  return { active, setActive, onKeyDown };
}

function SkeletonRow({ top }: { top: number }) {
  return (
    <div
      aria-hidden="true"
      style={{ transform: `translateY(${top}px)` }}
      className={cx(rowClass, 'flex items-center gap-4 px-2')}
    >
      <Skeleton className="size-10" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="ml-auto h-4 w-16" />
    </div>
  );
}

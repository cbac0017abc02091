import { useRef, type KeyboardEvent, type PointerEvent, type Ref } from 'react';
import { cx } from '@/lib/cx';
import { ArrowDownIcon, ArrowUpIcon } from '@/ui/icons';
import { columnLimits, type SongColumn, type useColumns } from './columns';

/** By keyboard a column grows and shrinks in steps of so many pixels. */
const step = 16;

type Props = {
  ref: Ref<HTMLDivElement>;
  onScroll: () => void;
  columns: ReturnType<typeof useColumns>;
  sort: string;
  onSort: (sort: string) => void;
  allSelected: boolean;
  someSelected: boolean;
  onSelectAll: () => void;
};

/** The head of the song table: select all, sort, and the widths. */
export function SongHead({
  ref,
  onScroll,
  columns: { columns, resize, wide },
  sort,
  onSort,
  allSelected,
  someSelected,
  onSelectAll,
}: Props) {
  return (
    <div
      ref={ref}
      role="rowgroup"
      onScroll={onScroll}
      className={cx('sticky top-16 z-10 bg-paper', wide !== null && 'overflow-x-auto')}
    >
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-11 min-w-(--song-width) items-center gap-x-3 border-b border-line text-sm text-ink-2 [grid-template-columns:var(--song-columns)]"
      >
        <span role="columnheader" className="flex justify-center">
          <input
            type="checkbox"
            aria-label="Select all songs"
            checked={allSelected}
            ref={(box) => {
              if (box) box.indeterminate = someSelected && !allSelected;
            }}
            onChange={onSelectAll}
            className="size-5 accent-accent"
          />
        </span>
        <span role="columnheader">
          <span className="sr-only">Play</span>
        </span>
        <Head name="Title" word="title" sort={sort} onSort={onSort} />
        {columns.map((column) => (
          <Head
            key={column.id}
            name={column.name}
            word={column.sort}
            sort={sort}
            onSort={onSort}
            column={column}
            onResize={(width) => resize(column.id, width)}
          />
        ))}
        <span role="columnheader">
          <span className="sr-only">More</span>
        </span>
      </div>
    </div>
  );
}

function Head({
  name,
  word,
  sort,
  onSort,
  column,
  onResize,
}: {
  name: string;
  word?: string;
  sort: string;
  onSort: (sort: string) => void;
  column?: SongColumn;
  onResize?: (width: number) => void;
}) {
  const direction = sort === word ? 'ascending' : sort === `-${word ?? ''}` ? 'descending' : 'none';
  const silent = column?.id === 'favourite';
  return (
    <span
      role="columnheader"
      aria-sort={word ? direction : undefined}
      className={cx('relative flex min-w-0 items-center', column?.end && 'justify-end')}
    >
      {word ? (
        <button
          type="button"
          onClick={() => onSort(direction === 'ascending' ? `-${word}` : word)}
          className={cx(
            'inline-flex min-h-8 min-w-0 items-center gap-1 rounded font-semibold hover:text-ink',
            direction !== 'none' && 'text-accent hover:text-accent-strong',
          )}
        >
          <span className="truncate">{name}</span>
          {direction === 'ascending' && <ArrowUpIcon size={14} />}
          {direction === 'descending' && <ArrowDownIcon size={14} />}
        </button>
      ) : (
        <span className={silent ? 'sr-only' : 'truncate font-semibold'}>{name}</span>
      )}
      {column && onResize && <Handle column={column} onResize={onResize} />}
    </span>
  );
}

/** The line between two columns: drag it, or focus it and press the arrows. */
function Handle({
  column: { name, width },
  onResize,
}: {
  column: SongColumn;
  onResize: (width: number) => void;
}) {
  const drag = useRef<{ x: number; width: number } | null>(null);

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowLeft: step, ArrowRight: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // The handle stands at the left edge: to the left the column grows.
    onResize(width + by);
  }
  function onPointerMove(event: PointerEvent) {
    if (drag.current) onResize(drag.current.width + drag.current.x - event.clientX);
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuenow={width}
      aria-valuemin={columnLimits.narrowest}
      aria-valuemax={columnLimits.widest}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      className="absolute inset-y-0 -left-3 flex w-3 cursor-col-resize touch-none justify-center"
    >
      <span className="h-full w-px bg-line" />
    </span>
  );
}

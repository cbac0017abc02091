import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type RefObject,
} from 'react';
import { SongHead } from './SongHead';
import { SongRow, SongRowSkeleton, type RowActions } from './SongRow';
import type { useColumns } from './columns';
import type { Song } from './types';
import { useGridKeys } from './useGridKeys';
import { useRowWindow, songRowHeight } from './useRowWindow';
import { contains, type SongSelection } from './useSelection';

type Props = {
  label: string;
  total: number;
  songAt: (index: number) => Song | undefined;
  onSight: (first: number, last: number) => void;
  columns: ReturnType<typeof useColumns>;
  sort: string;
  onSort: (sort: string) => void;
  selection: SongSelection;
  actions: RowActions;
  onEdit: (song: Song) => void;
  /** Removes what is selected, or else this song. */
  onRemove: (song?: Song) => void;
};

/**
 * The songs, as many as there are: only the rows in sight exist. By keyboard it is a grid: arrows,
 * Home, End and the Page keys move, Shift extends the selection, Space selects, Ctrl A selects all,
 * Enter plays, F2 edits, Delete removes, digits rate.
 */
export function SongTable(props: Props) {
  const { label, total, songAt, onSight, columns, sort, onSort, selection, actions } = props;
  const body = useRef<HTMLDivElement>(null);
  const { first, last, shift, height, scrollTo } = useRowWindow(body, total);
  const { active, setActive, move } = useRowFocus(body, total, scrollTo);
  const onKeyDown = useGridKeys({ ...props, active, move });
  const { wide } = columns;
  const [head, frame] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];

  useEffect(() => onSight(first, last), [onSight, first, last]);

  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  // Places still empty are moved along while the bar is dragged, not made anew for every frame.
  const ring = Math.ceil(places.length / 64) * 64;
  const reachable = active >= first && active <= last ? active : first;
  return (
    // The rows take the focus, one at a time; the grid only listens.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-multiselectable
      onKeyDown={onKeyDown}
      style={
        {
          '--song-columns': columns.template,
          '--song-width': wide === null ? 'auto' : `${wide}px`,
        } as CSSProperties
      }
    >
      <SongHead
        ref={head}
        onScroll={() => alike(head, frame)}
        columns={columns}
        sort={sort}
        onSort={onSort}
        allSelected={total > 0 && selection.count === total}
        someSelected={selection.count > 0}
        onSelectAll={() => (selection.count === total ? selection.clear() : selection.all(total))}
      />
      {/* Wider than the list, the rows scroll sideways under a head that does the same and stays in sight. */}
      <div
        ref={frame}
        onScroll={() => alike(frame, head)}
        className={wide === null ? undefined : 'overflow-x-auto overflow-y-hidden'}
      >
        {/* Clicks are for the pointer; the grid's keys do the same. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={body}
          role="rowgroup"
          className="relative min-w-(--song-width) [contain:strict]"
          style={{ height }}
          onMouseDown={(event) => {
            // With Shift the selection of songs grows, not one of words.
            if (event.shiftKey && !isControl(event.target)) event.preventDefault();
          }}
          onFocus={(event) => {
            const index = rowIndexOf(event.target);
            if (index !== null) setActive(index);
          }}
          onClick={(event) => chooseByPointer(event, selection)}
          onDoubleClick={(event) => {
            const index = rowIndexOf(event.target);
            if (index !== null && !isControl(event.target)) actions.play(index);
          }}
          onContextMenu={(event) => {
            const index = rowIndexOf(event.target);
            const song = index === null ? undefined : songAt(index);
            if (index === null || !song) return;
            event.preventDefault();
            if (!contains(selection.ranges, index)) selection.only(index);
            actions.menu(index, song, { x: event.clientX, y: event.clientY });
          }}
        >
          {places.map((index) => {
            const song = songAt(index);
            const top = index * songRowHeight - shift;
            return song ? (
              <SongRow
                key={index}
                song={song}
                index={index}
                top={top}
                columns={columns.columns}
                selected={contains(selection.ranges, index)}
                reachable={index === reachable}
                actions={actions}
              />
            ) : (
              <SongRowSkeleton key={`place ${index % ring}`} top={top} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Two boxes of one table are scrolled sideways together. */
function alike(from: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>) {
  if (from.current && to.current) to.current.scrollLeft = from.current.scrollLeft;
}

function rowIndexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset.index) : null;
}
const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest('button, input, a, [role=slider]') !== null;

function chooseByPointer(event: MouseEvent, selection: SongSelection) {
  const index = rowIndexOf(event.target);
  if (index === null || isControl(event.target)) return;
  if (event.shiftKey) selection.extend(index);
  else if (event.ctrlKey || event.metaKey) selection.toggle(index);
  else if (selection.count === 1 && contains(selection.ranges, index)) selection.clear();
  else selection.only(index);
}

/** One row can be reached by Tab; the keys move which one, and the focus follows it. */
function useRowFocus(
  body: RefObject<HTMLDivElement | null>,
  count: number,
  show: (index: number) => void,
) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);

  // The row may have to be scrolled to, fetched and drawn first: the focus waits for it.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  function move(to: number) {
    const next = Math.max(0, Math.min(count - 1, to));
    wanted.current = next;
    setActive(next);
    show(next);
    return next;
  }
  return { active, setActive, move };
}

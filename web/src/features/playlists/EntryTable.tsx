import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { usePlay } from '@/features/player/usePlay';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { rowHeight, VirtualTable, type Column } from '@/ui/VirtualTable';
import { entryTrackId, playable } from './entries';
import { entryColumns, EntryRow, type EntryActions } from './EntryRow';
import { inputClass } from './inputs';
import type { Entry } from './types';
import { useDrag, type Drag } from './useDrag';
import type { useEntries } from './useEntries';

const columns: Column[] = [
  { name: 'Place', silent: true },
  { name: 'Play', silent: true },
  { name: 'Title' },
  { name: 'Artist', className: 'hidden md:block' },
  { name: 'Album', className: 'hidden lg:block' },
  { name: 'Time', className: 'hidden sm:block text-right' },
  { name: 'Price', silent: true },
  { name: 'More', silent: true },
];

/** The songs of a playlist in their order, which can be changed by hand, by keys and by menu. */
export function EntryTable({
  name,
  entries,
  movable,
  removable,
}: {
  name: string;
  entries: ReturnType<typeof useEntries>;
  movable: boolean;
  removable: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { rows, total, generation } = entries;
  const count = total ?? 0;
  const [placing, setPlacing] = useState<number | null>(null);
  const { said, actions, grab, drag } = useActions(box, entries, setPlacing);
  const full = useMemo(() => ({ ...actions, grab }), [actions, grab]);

  return (
    <div ref={box} className="relative">
      <VirtualTable
        label={`Songs of ${name}`}
        columns={columns}
        columnsClass={entryColumns}
        loaded={count}
        total={count}
        hasMore={false}
        loadMore={() => {}}
        renderRow={(place) => (
          <EntryRow
            {...place}
            entry={rows[place.index]}
            count={count}
            movable={movable}
            removable={removable}
            lifted={drag?.from === place.index}
            generation={generation}
            actions={full}
          />
        )}
      />
      {drag && <DropLine drag={drag} title={rows[drag.from]?.title} />}
      <p role="status" className="sr-only">
        {said}
      </p>
      {placing !== null && (
        <PlaceDialog
          entry={rows[placing]}
          index={placing}
          count={count}
          onClose={() => setPlacing(null)}
          onMove={(to) => {
            setPlacing(null);
            actions.move(placing, to);
          }}
        />
      )}
    </div>
  );
}

/** Under the head of the table, which is 44 px high. */
const headHeight = 44;

/** Where the row would stand, and which it is: by then it may be far out of sight. */
function DropLine({ drag: { from, to }, title }: { drag: Drag; title: string | undefined }) {
  const top = headHeight + (to > from ? to + 1 : to) * rowHeight;
  return (
    <div
      aria-hidden="true"
      style={{ top }}
      className="pointer-events-none absolute inset-x-0 z-10 h-1 -translate-y-1/2 rounded-full bg-accent"
    >
      {title && to !== from && (
        <span className="absolute bottom-2 left-8 max-w-[calc(100%-4rem)] truncate rounded-full bg-accent px-3 py-1 text-sm font-semibold text-accent-ink">
          {to + 1} · {title}
        </span>
      )}
    </div>
  );
}

function useActions(
  box: React.RefObject<HTMLDivElement | null>,
  entries: ReturnType<typeof useEntries>,
  moveTo: (index: number) => void,
) {
  const { playList } = usePlay();
  const [said, setSaid] = useState('');
  const latest = useRef(entries);
  useEffect(() => {
    latest.current = entries;
  });

  /** What is being moved by keys, until the focus has gone after it. */
  const carried = useRef<string | null>(null);

  const { list } = entries;
  const actions = useMemo(() => {
    const placeOf = (id: string) => list.snapshot().rows.findIndex((entry) => entry?.id === id);
    const move = async (from: number, to: number) => {
      const { rows, total } = list.snapshot();
      const entry = rows[from];
      const isPlace = to >= 0 && to < (total ?? 0);
      const moved = entry && isPlace && (await latest.current.move(from, to));
      if (moved) setSaid(`${entry.title}, now at place ${to + 1} of ${total}.`);
      requestAnimationFrame(() => {
        carried.current = null;
        if (moved) focusRow(box.current, placeOf(entry.id));
      });
    };
    return {
      // Keys come faster than the focus follows: the next one means the same song, not its old row.
      shift: (index: number, by: 1 | -1) => {
        carried.current ??= list.snapshot().rows[index]?.id ?? null;
        const from = carried.current === null ? -1 : placeOf(carried.current);
        if (from >= 0) void move(from, from + by);
      },
      moveTo,
      move: (from: number, to: number) => void move(from, to),
      seen: (index: number) => void latest.current.list.need(index),
      remove: (index: number) => {
        const entry = latest.current.rows[index];
        if (entry) latest.current.remove([entry]);
      },
      play: (index: number) => {
        const { rows } = latest.current;
        const wanted = rows[index];
        if (!wanted || entryTrackId(wanted) === null) return;
        playList(playable(rows), playable(rows.slice(0, index)).length);
      },
    } satisfies Omit<EntryActions, 'grab'>;
  }, [box, list, moveTo, playList]);

  const { drag, grab } = useDrag(box, entries.total ?? 0, ({ from, to }) => actions.move(from, to));
  return { said, actions, grab, drag };
}

/** The focus goes with the row; one that went out of sight is left alone. */
const focusRow = (box: HTMLElement | null, index: number) =>
  box?.querySelector<HTMLElement>(`[role=row][aria-rowindex="${index + 2}"]`)?.focus();

function PlaceDialog({
  entry,
  index,
  count,
  onMove,
  onClose,
}: {
  entry: Entry | undefined;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState(String(index + 1));
  const place = Number(text);
  const valid = Number.isInteger(place) && place >= 1 && place <= count;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (valid) onMove(place - 1);
  }
  return (
    <Dialog open onClose={onClose} title={`Move “${entry ? entry.title : ''}”`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <label htmlFor="to-place" className="text-sm font-semibold">
          To place (1 to {count.toLocaleString('en-US')})
        </label>
        <input
          id="to-place"
          type="number"
          inputMode="numeric"
          min={1}
          max={count}
          required
          data-autofocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={inputClass}
        />
        <Button type="submit" look="primary" disabled={!valid} className="self-start">
          Move
        </Button>
      </form>
    </Dialog>
  );
}

import { memo, useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { BuyButton } from '@/features/cart/BuyButton';
import { PlayButton } from '@/features/player/PlayButton';
import { useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDuration, speakDuration } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { MoreIcon } from '@/ui/icons';
import { Menu, type MenuItem } from '@/ui/Menu';
import { Skeleton } from '@/ui/Skeleton';
import { Badge } from '@/ui/States';
import { rowClass, type RowPlace } from '@/ui/VirtualTable';
import { AddToPlaylist } from './AddToPlaylist';
import { entryTrackId } from './entries';
import { GripIcon } from './icons';
import type { Entry } from './types';

export const entryColumns =
  'grid items-center gap-x-2 px-1 sm:gap-x-3 sm:px-2 ' +
  'grid-cols-[1.5rem_2rem_minmax(0,1fr)_auto_2rem] ' +
  'sm:grid-cols-[1.5rem_2rem_minmax(0,1fr)_3.5rem_6.5rem_2rem] ' +
  'md:grid-cols-[1.5rem_2rem_minmax(0,5fr)_minmax(0,3fr)_3.5rem_6.5rem_2rem] ' +
  'lg:grid-cols-[1.5rem_2rem_minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)_3.5rem_6.5rem_2rem]';

const quiet = 'truncate text-sm text-ink-2';

/** What a row can ask for; the same functions for every row. */
export type EntryActions = {
  play: (index: number) => void;
  move: (from: number, to: number) => void;
  /** One place up or down, by keys. */
  shift: (index: number, by: 1 | -1) => void;
  moveTo: (index: number) => void;
  remove: (index: number) => void;
  grab: (index: number, event: PointerEvent) => void;
  seen: (index: number) => void;
};
type Props = RowPlace & {
  entry: Entry | undefined;
  count: number;
  /** The order is the listener's to change. */
  movable: boolean;
  removable: boolean;
  lifted: boolean;
  generation: number;
  actions: EntryActions;
};

/** One place of a playlist: a song of one's own, or a track of the shop with its price. */
export const EntryRow = memo(function EntryRow(props: Props) {
  const { entry, index, top, generation, actions } = props;
  useEffect(() => actions.seen(index), [actions, index, generation]);
  if (entry) return <LoadedRow {...props} entry={entry} />;
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
});

function LoadedRow({
  entry,
  index,
  top,
  reachable,
  movable,
  removable,
  lifted,
  actions,
  onFocusRow,
  ...rest
}: Props & { entry: Entry }) {
  const trackId = entryTrackId(entry);
  const state = useRowState(trackId ?? -1);
  const tabIndex = reachable ? 0 : -1;
  const { title, artist, album, duration_ms: duration, cover_url: cover, added_by } = entry;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return;
    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (event.altKey && by && movable) actions.shift(index, by);
    else if (event.key === 'Enter' && trackId !== null) actions.play(index);
    else if (event.key === 'Delete' && removable) actions.remove(index);
    else return;
    event.preventDefault();
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${title}${artist ? ` by ${artist}` : ''}${state ? `, ${state}` : ''}`}
      aria-keyshortcuts={movable ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
      tabIndex={tabIndex}
      onFocus={() => onFocusRow(index)}
      onKeyDown={onKeyDown}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(
        rowClass,
        entryColumns,
        lifted && 'opacity-55',
        state ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span role="gridcell" className="text-center text-xs text-ink-3 tabular-nums">
        {movable ? (
          // For a pointer only: by keyboard the row itself is moved, and by its menu.
          <span
            aria-hidden="true"
            title="Drag to move"
            onPointerDown={(event) => actions.grab(index, event)}
            className="grid h-10 cursor-grab touch-none place-items-center hover:text-ink"
          >
            <GripIcon size={16} />
          </span>
        ) : (
          index + 1
        )}
      </span>
      <span role="gridcell">
        {trackId !== null && (
          <PlayButton
            look="quiet"
            size="small"
            tabIndex={tabIndex}
            playing={state === 'playing'}
            what={entry.song ? title : `preview of ${title}`}
            onClick={() => actions.play(index)}
          />
        )}
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-3">
        {cover && <Cover src={cover} size={40} className="hidden xs:block" />}
        <span className="min-w-0">
          <span
            className={cx('block truncate text-sm font-semibold', state && 'text-accent-strong')}
          >
            {title}
          </span>
          <span className="block truncate text-xs text-ink-2 md:hidden">{artist}</span>
          {added_by && (
            <span className="block truncate text-xs text-ink-2 max-md:sr-only">
              added by {added_by}
            </span>
          )}
        </span>
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden md:block')}>
        {artist}
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden lg:block')}>
        {album}
      </span>
      <span role="gridcell" className="hidden text-right text-sm text-ink-2 tabular-nums sm:block">
        {duration != null && (
          <>
            <span aria-hidden="true">{formatDuration(duration)}</span>
            <span className="sr-only">{speakDuration(duration)}</span>
          </>
        )}
      </span>
      <span role="gridcell" className="flex justify-end">
        <Status entry={entry} tabIndex={tabIndex} />
      </span>
      <span role="gridcell">
        <EntryMenu
          {...{ entry, index, movable, removable, actions, tabIndex }}
          count={rest.count}
        />
      </span>
    </div>
  );
}

/** Its price while it is not owned, or why nothing can be heard. */
function Status({ entry: { song, track, title }, tabIndex }: { entry: Entry; tabIndex: number }) {
  if (track?.price_cents != null && track.currency) {
    const price = { amount: track.price_cents, currency: track.currency };
    return <BuyButton kind="track" id={track.id} title={title} price={price} tabIndex={tabIndex} />;
  }
  if (song?.track_id != null) return null;
  const reason = track ? 'Not for sale' : song ? 'No recording' : 'Not yours';
  return (
    <span className="max-sm:sr-only">
      <Badge>{reason}</Badge>
    </span>
  );
}

function EntryMenu({
  entry,
  index,
  count,
  movable,
  removable,
  actions,
  tabIndex,
}: Pick<Props, 'index' | 'count' | 'movable' | 'removable' | 'actions'> & {
  entry: Entry;
  tabIndex: number;
}) {
  const [adding, setAdding] = useState(false);
  const { title } = entry;
  const items: MenuItem[] = [];
  if (movable && index > 0) {
    items.push(
      { label: 'Move up', onSelect: () => actions.move(index, index - 1) },
      { label: 'Move to the top', onSelect: () => actions.move(index, 0) },
    );
  }
  if (movable && index < count - 1) {
    items.push(
      { label: 'Move down', onSelect: () => actions.move(index, index + 1) },
      { label: 'Move to the end', onSelect: () => actions.move(index, count - 1) },
    );
  }
  if (movable && count > 2)
    items.push({ label: 'Move to place…', onSelect: () => actions.moveTo(index) });
  const what = entry.song
    ? { songs: [entry.song.id] }
    : entry.track && { tracks: [entry.track.id] };
  if (what) items.push({ label: 'Add to a playlist…', onSelect: () => setAdding(true) });
  if (removable)
    items.push({
      label: 'Remove from the playlist',
      danger: true,
      onSelect: () => actions.remove(index),
    });
  return (
    <>
      <Menu
        label={`More for ${title}`}
        trigger={<MoreIcon size={18} />}
        items={items}
        className="size-8!"
        tabIndex={tabIndex}
      />
      {adding && what && (
        <AddToPlaylist what={what} label={`“${title}”`} onClose={() => setAdding(false)} />
      )}
    </>
  );
}

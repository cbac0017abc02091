import { memo } from 'react';
import { PlayButton } from '@/features/player/PlayButton';
import { useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDate, formatDuration, speakDuration } from '@/lib/format';
import { MoreIcon } from '@/ui/icons';
import type { SongColumn } from './columns';
import { HeartIcon, SongCover } from './pieces';
import { Rating } from './Rating';
import type { Song } from './types';

export const rowClass =
  'absolute inset-x-0 top-0 grid h-13 items-center gap-x-3 border-b border-line ' +
  '[grid-template-columns:var(--song-columns)]';
const quiet = 'truncate text-sm text-ink-2';
const sourceNames = {
  bought: 'Bought',
  added: 'Added',
  imported: 'Imported',
  uploaded: 'Uploaded',
};

/** What a row can ask for. The object stays the same, so that rows are drawn once. */
export type RowActions = {
  play: (index: number) => void;
  rate: (song: Song, rating: number | null) => void;
  favour: (song: Song) => void;
  menu: (index: number, song: Song, at: { x: number; y: number }) => void;
  toggle: (index: number, extend: boolean) => void;
};

type Props = {
  song: Song;
  index: number;
  top: number;
  columns: readonly SongColumn[];
  selected: boolean;
  /** The one row that Tab reaches, with what is in it. */
  reachable: boolean;
  actions: RowActions;
};

export const SongRow = memo(function SongRow({
  song,
  index,
  top,
  columns,
  selected,
  reachable,
  actions,
}: Props) {
  const state = useRowState(song.track_id ?? -1);
  const tabIndex = reachable ? 0 : -1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={`${song.title}${song.artist ? ` by ${song.artist}` : ''}${state ? `, ${state}` : ''}`}
      tabIndex={tabIndex}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(
        rowClass,
        'group focus-visible:-outline-offset-2',
        selected ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span role="gridcell" className="flex justify-center">
        <input
          type="checkbox"
          aria-label={`Select ${song.title}`}
          checked={selected}
          tabIndex={tabIndex}
          onChange={(event) =>
            actions.toggle(index, (event.nativeEvent as globalThis.MouseEvent).shiftKey)
          }
          className="size-5 accent-accent"
        />
      </span>
      <span role="gridcell" className="relative size-10">
        <SongCover song={song} />
        {song.track_id != null && (
          <PlayButton
            look="over"
            size="small"
            tabIndex={tabIndex}
            playing={state === 'playing'}
            what={song.title}
            onClick={() => actions.play(index)}
            className={cx(
              'absolute inset-1',
              !state && '[@media(hover:hover)]:not-focus:not-group-hover:opacity-0',
            )}
          />
        )}
      </span>
      <span role="gridcell" className="min-w-0">
        <span className={cx('block truncate text-sm font-semibold', state && 'text-accent-strong')}>
          {song.title}
        </span>
        {columns[0]?.id !== 'artist' && (
          <span className="block truncate text-xs text-ink-2">{song.artist}</span>
        )}
      </span>
      {columns.map((column) => (
        <span
          key={column.id}
          role="gridcell"
          className={cx(quiet, column.end && 'text-right tabular-nums')}
        >
          <Cell song={song} column={column} tabIndex={tabIndex} actions={actions} />
        </span>
      ))}
      <span role="gridcell">
        <button
          type="button"
          aria-label={`More for ${song.title}`}
          aria-haspopup="menu"
          title={`More for ${song.title}`}
          tabIndex={tabIndex}
          onClick={(event) => {
            const { right, bottom } = event.currentTarget.getBoundingClientRect();
            actions.menu(index, song, { x: right, y: bottom });
          }}
          className="grid size-8 place-items-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <MoreIcon size={18} />
        </button>
      </span>
    </div>
  );
});

function Cell({
  song,
  column,
  tabIndex,
  actions,
}: {
  song: Song;
  column: SongColumn;
  tabIndex: number;
  actions: RowActions;
}) {
  switch (column.id) {
    case 'artist':
      return song.artist;
    case 'album':
      return song.album;
    case 'album_artist':
      return song.album_artist;
    case 'genre':
      return song.genres.join(', ');
    case 'year':
      return song.year;
    case 'plays':
      return song.play_count || null;
    case 'played':
      return song.last_played_at && formatDate(song.last_played_at);
    case 'added':
      return formatDate(song.added_at);
    case 'position':
      return song.position;
    case 'tags':
      return song.tags.join(', ');
    case 'notes':
      return song.notes;
    case 'source':
      return sourceNames[song.source];
    case 'duration':
      return song.duration_ms == null ? null : (
        <>
          <span aria-hidden="true">{formatDuration(song.duration_ms)}</span>
          <span className="sr-only">{speakDuration(song.duration_ms)}</span>
        </>
      );
    case 'rating':
      return (
        <Rating
          value={song.rating ?? null}
          label={`Rating of ${song.title}`}
          tabIndex={tabIndex}
          onChange={(rating) => actions.rate(song, rating)}
        />
      );
    case 'favourite':
      return (
        <button
          type="button"
          aria-pressed={song.favourite}
          aria-label={`Favourite: ${song.title}`}
          title="Favourite"
          tabIndex={tabIndex}
          onClick={() => actions.favour(song)}
          className={cx(
            'grid size-8 place-items-center rounded-full hover:bg-sunken',
            song.favourite ? 'text-accent' : 'text-ink-3',
          )}
        >
          <HeartIcon filled={song.favourite} />
        </button>
      );
  }
}

/** Still: forty of them fly past while the list is dragged, and each that moves would be painted alone. */
const still = 'block rounded-md bg-line';

export function SongRowSkeleton({ top }: { top: number }) {
  return (
    <div
      aria-hidden="true"
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 flex h-13 items-center gap-4 border-b border-line px-2"
    >
      <span className={cx(still, 'size-10')} />
      <span className={cx(still, 'h-4 w-2/5')} />
      <span className={cx(still, 'ml-auto h-4 w-16')} />
    </div>
  );
}

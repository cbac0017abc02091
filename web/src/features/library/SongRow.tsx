import { memo, type KeyboardEvent } from 'react';
import type { Song } from '@/api/generated';
import { DownloadButton } from '@/features/account/DownloadButton';
import { PlayButton } from '@/features/player/PlayButton';
import { useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDate, formatDuration, speakDuration } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { rowClass, type RowPlace } from '@/ui/VirtualTable';

export const songColumns =
  'grid items-center gap-x-3 px-1 sm:px-2 ' +
  'grid-cols-[2rem_minmax(0,1fr)_2.5rem] ' +
  'sm:grid-cols-[2rem_minmax(0,1fr)_3.5rem_2.5rem] ' +
  'md:grid-cols-[2rem_minmax(0,5fr)_minmax(0,3fr)_3.5rem_2.5rem] ' +
  'lg:grid-cols-[2rem_minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)_7rem_3.5rem_2.5rem]';

const quiet = 'truncate text-sm text-ink-2';

type Props = RowPlace & { song: Song; onPlay: (index: number) => void };

/** One song of the listener's own. */
export const SongRow = memo(function SongRow({
  song,
  index,
  top,
  reachable,
  onPlay,
  onFocusRow,
}: Props) {
  const state = useRowState(song.track_id ?? -1);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onPlay(index);
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${song.title} by ${song.artist}${state ? `, ${state}` : ''}`}
      tabIndex={reachable ? 0 : -1}
      onFocus={() => onFocusRow(index)}
      onKeyDown={onKeyDown}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(rowClass, songColumns, state ? 'bg-accent-soft' : 'hover:bg-sunken')}
    >
      <span role="gridcell">
        <PlayButton
          look="quiet"
          size="small"
          tabIndex={reachable ? 0 : -1}
          playing={state === 'playing'}
          what={song.title}
          onClick={() => onPlay(index)}
        />
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-3">
        <Cover src={song.cover_url} size={40} />
        <span className="min-w-0">
          <span
            className={cx('block truncate text-sm font-semibold', state && 'text-accent-strong')}
          >
            {song.title}
          </span>
          <span className="block truncate text-xs text-ink-2 md:hidden">{song.artist}</span>
        </span>
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden md:block')}>
        {song.artist}
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden lg:block')}>
        {song.album}
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden lg:block')}>
        {formatDate(song.added_at)}
      </span>
      <span role="gridcell" className="hidden text-right text-sm text-ink-2 tabular-nums sm:block">
        <span aria-hidden="true">{formatDuration(song.duration_ms)}</span>
        <span className="sr-only">{speakDuration(song.duration_ms)}</span>
      </span>
      <span role="gridcell">
        {song.track_id != null && (
          <DownloadButton
            of={{ what: 'track', id: song.track_id }}
            title={song.title}
            tabIndex={reachable ? 0 : -1}
          />
        )}
      </span>
    </div>
  );
});

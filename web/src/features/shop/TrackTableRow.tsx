import { memo, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { Track } from '@/api/generated';
import { BuyButton } from '@/features/cart/BuyButton';
import { useIsOwned } from '@/features/library/useOwned';
import { PlayButton } from '@/features/player/PlayButton';
import { useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDuration, speakDuration } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { VideoIcon } from '@/ui/icons';
import { rowClass, type RowPlace } from '@/ui/VirtualTable';
import { TrackMenu } from './TrackMenu';

export const columnsClass =
  'grid items-center gap-x-3 px-1 sm:px-2 ' +
  'grid-cols-[2rem_minmax(0,1fr)_4.75rem_2rem] ' +
  'sm:grid-cols-[2rem_minmax(0,1fr)_3.5rem_6.5rem_2rem] ' +
  'md:grid-cols-[2rem_minmax(0,5fr)_minmax(0,3fr)_3.5rem_6.5rem_2rem] ' +
  'lg:grid-cols-[2rem_minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)_3.5rem_6.5rem_2rem]';

const quiet = 'truncate text-sm text-ink-2';

type Props = RowPlace & { track: Track; onPlay: (index: number) => void };

export const TrackTableRow = memo(function TrackTableRow({
  track,
  index,
  top,
  reachable,
  onPlay,
  onFocusRow,
}: Props) {
  const state = useRowState(track.id);
  const owned = useIsOwned('track', track.id);
  const tabIndex = reachable ? 0 : -1;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onPlay(index);
  }

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${track.name}${track.artist ? ` by ${track.artist.name}` : ''}${state ? `, ${state}` : ''}`}
      tabIndex={tabIndex}
      onFocus={() => onFocusRow(index)}
      onKeyDown={onKeyDown}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(rowClass, columnsClass, state ? 'bg-accent-soft' : 'hover:bg-sunken')}
    >
      <span role="gridcell">
        <PlayButton
          look="quiet"
          size="small"
          tabIndex={tabIndex}
          playing={state === 'playing'}
          what={owned ? track.name : `preview of ${track.name}`}
          onClick={() => onPlay(index)}
        />
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-3">
        {track.album && <Cover src={track.album.cover_url} size={40} className="hidden xs:block" />}
        <span className="min-w-0">
          <span
            className={cx(
              'flex items-center gap-1.5 text-sm font-semibold',
              state && 'text-accent-strong',
            )}
          >
            <span className="truncate">{track.name}</span>
            {track.kind === 'video' && (
              <>
                <VideoIcon size={14} className="shrink-0" />
                <span className="sr-only">Video</span>
              </>
            )}
          </span>
          <span className="block truncate text-xs text-ink-2 md:hidden">{track.artist?.name}</span>
        </span>
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden md:block')}>
        {track.artist && (
          <Link
            tabIndex={tabIndex}
            to={`/artists/${track.artist.id}`}
            className="hover:text-ink hover:underline"
          >
            {track.artist.name}
          </Link>
        )}
      </span>
      <span role="gridcell" className={cx(quiet, 'hidden lg:block')}>
        {track.album && (
          <Link
            tabIndex={tabIndex}
            to={`/albums/${track.album.id}`}
            className="hover:text-ink hover:underline"
          >
            {track.album.title}
          </Link>
        )}
      </span>
      <span role="gridcell" className="hidden text-right text-sm text-ink-2 tabular-nums sm:block">
        <span aria-hidden="true">{formatDuration(track.duration_ms)}</span>
        <span className="sr-only">{speakDuration(track.duration_ms)}</span>
      </span>
      <span role="gridcell" className="flex justify-end">
        <BuyButton
          kind="track"
          id={track.id}
          title={track.name}
          price={track.price}
          regular={track.regular_price}
          release={track.release_at}
          tabIndex={tabIndex}
        />
      </span>
      <span role="gridcell">
        <TrackMenu track={track} tabIndex={tabIndex} />
      </span>
    </div>
  );
});

import { Link } from 'react-router';
import type { HighlightPart, Track } from '@/api/generated';
import { BuyButton } from '@/features/cart/BuyButton';
import { useIsOwned } from '@/features/library/useOwned';
import { PlayButton } from '@/features/player/PlayButton';
import { useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDuration, speakDuration } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { PlayingBars, VideoIcon } from '@/ui/icons';
import { Highlight } from './Highlight';
import { TrackMenu } from './TrackMenu';

/** One track of a list. The row that is playing says so by colour, by moving bars and in words. */
export function TrackRow({
  track,
  number,
  cover,
  subtitle,
  highlight,
  onPlay,
}: {
  track: Track;
  /** Its place on the sleeve or in the chart. */
  number?: number;
  cover?: boolean;
  /** What stands below the title: the artist, the composer, or nothing. */
  subtitle: 'artist' | 'composer' | null;
  highlight?: HighlightPart[];
  onPlay: () => void;
}) {
  const state = useRowState(track.id);
  const owned = useIsOwned('track', track.id);
  const playing = state === 'playing';
  return (
    <li
      id={`track-${track.id}`}
      aria-current={state ? 'true' : undefined}
      className={cx(
        'group/row flex min-h-14 items-center gap-2 rounded-lg px-1.5 py-1 target:ring-2 target:ring-accent sm:gap-3 sm:px-2',
        state ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      {number !== undefined && (
        <span className="hidden w-6 shrink-0 text-right text-sm text-ink-2 tabular-nums sm:block">
          {state ? (
            <span className="inline-block text-accent">
              <PlayingBars moving={playing} />
            </span>
          ) : (
            number
          )}
        </span>
      )}
      <span className="relative grid shrink-0 place-items-center">
        {cover && track.album && <Cover src={track.album.cover_url} size={44} />}
        <PlayButton
          look={cover ? 'over' : 'quiet'}
          size="small"
          playing={playing}
          what={owned ? track.name : `preview of ${track.name}`}
          onClick={onPlay}
          className={cx(cover && 'absolute')}
        />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className={cx('truncate text-sm font-semibold', state && 'text-accent-strong')}>
            {highlight ? <Highlight parts={highlight} /> : track.name}
          </span>
          {track.kind === 'video' && (
            <span className="flex shrink-0 items-center gap-1 text-xs text-ink-2">
              <VideoIcon size={14} /> Video
            </span>
          )}
          {state && <span className="sr-only">{playing ? '(playing)' : '(paused)'}</span>}
        </p>
        <Subtitle track={track} kind={subtitle} />
      </div>
      <span className="hidden text-sm text-ink-2 tabular-nums xs:inline">
        <span aria-hidden="true">{formatDuration(track.duration_ms)}</span>
        <span className="sr-only">{speakDuration(track.duration_ms)}</span>
      </span>
      <span className="flex w-19 shrink-0 sm:w-26 justify-end">
        <BuyButton
          kind="track"
          id={track.id}
          title={track.name}
          price={track.price}
          regular={track.regular_price}
          release={track.release_at}
        />
      </span>
      <TrackMenu track={track} />
    </li>
  );
}

function Subtitle({ track, kind }: { track: Track; kind: 'artist' | 'composer' | null }) {
  if (kind === 'artist' && track.artist) {
    return (
      <Link
        to={`/artists/${track.artist.id}`}
        className="block max-w-fit truncate text-xs text-ink-2 hover:text-ink hover:underline"
      >
        {track.artist.name}
      </Link>
    );
  }
  const words = kind && track.composer;
  return words ? <p className="truncate text-xs text-ink-2">{words}</p> : null;
}

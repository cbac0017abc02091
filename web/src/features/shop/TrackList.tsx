import type { Track } from '@/api/generated';
import { usePlay } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { TrackRow } from './TrackRow';

/** A short list of tracks. Playing one lines up the rest of the list behind it. */
export function TrackList({
  tracks,
  label,
  numbers,
  cover,
  subtitle,
  columns,
}: {
  tracks: Track[];
  label: string;
  /** "position": as on the sleeve; "rank": 1, 2, 3. */
  numbers?: 'position' | 'rank';
  cover?: boolean;
  subtitle: 'artist' | 'composer' | null;
  columns?: boolean;
}) {
  const { playList } = usePlay();
  return (
    <ol aria-label={label} className={cx('grid grid-cols-1 gap-x-10', columns && 'lg:grid-cols-2')}>
      {tracks.map((track, index) => (
        <TrackRow
          key={track.id}
          track={track}
          number={numbers === 'position' ? (track.position ?? index + 1) : numbers && index + 1}
          cover={cover}
          subtitle={subtitle}
          onPlay={() => playList(tracks, index)}
        />
      ))}
    </ol>
  );
}

import { Link } from 'react-router';
import type { PlayerTrack } from './types';

/** Title and artist of what plays, as ways to their pages. */
export function TrackLine({
  track,
  large,
  onFollow,
}: {
  track: PlayerTrack;
  large?: boolean;
  onFollow?: () => void;
}) {
  const title = large
    ? 'block text-2xl font-bold font-display leading-tight'
    : 'block truncate text-sm font-semibold';
  const artist = large ? 'block mt-1 text-ink-2' : 'block truncate text-xs text-ink-2';
  return (
    <div className="min-w-0">
      {track.albumId === null ? (
        <span className={title}>{track.title}</span>
      ) : (
        <Link
          to={`/albums/${track.albumId}`}
          onClick={onFollow}
          className={`${title} hover:underline`}
        >
          {track.title}
        </Link>
      )}
      {track.artistId === null ? (
        <span className={artist}>{track.artist ?? 'Unknown artist'}</span>
      ) : (
        <Link
          to={`/artists/${track.artistId}`}
          onClick={onFollow}
          className={`${artist} hover:underline`}
        >
          {track.artist}
        </Link>
      )}
    </div>
  );
}

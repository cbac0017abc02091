import type { Song, SongPage } from '@/features/library/types';

/** A song of a listener's own; change what the test is about. */
export const aSong = (id: number, more: Partial<Song> = {}): Song => ({
  id: `song-${id}`,
  version: 1,
  title: `Song ${id}`,
  artists: ['Accept'],
  artist: 'Accept',
  album: 'Restless and Wild',
  album_artist: null,
  year: 1982,
  genres: ['Rock'],
  duration_ms: 200_000,
  disc: 1,
  position: id,
  composer: null,
  cover_url: null,
  rating: null,
  favourite: false,
  notes: null,
  tags: [],
  source: 'bought',
  play_count: 0,
  last_played_at: null,
  added_at: '2026-11-20T10:00:00Z',
  isrc: null,
  mbid: null,
  track_id: id,
  ...more,
});

/** A collection of so many songs, answered by place as the service does. */
export function windowsOf(count: number, make: (index: number) => Song = (n) => aSong(n + 1)) {
  return (request: Request): { body: SongPage } => {
    const { searchParams } = new URL(request.url);
    const offset = Number(searchParams.get('offset'));
    const limit = Number(searchParams.get('limit'));
    const length = Math.max(0, Math.min(limit, count - offset));
    const items = Array.from({ length }, (_, index) => make(offset + index));
    return { body: { items, total: count, offset } };
  };
}

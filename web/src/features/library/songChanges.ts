import type { Song, SongChanges, SongField } from './types';

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What of these fields really differs from the song. */
export function differing(song: Song, values: SongChanges): SongChanges {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => !same(song[field as SongField], value)),
  );
}

/** One field that two edits made different. */
export type Collision = { field: SongField; mine: unknown; theirs: unknown };

/**
 * What two edits of one song disagree about: fields of mine that now hold something else than when
 * I read the song, and something else than I want.
 */
export function collisions(before: Song | null, mine: SongChanges, now: Song): Collision[] {
  return Object.entries(mine).flatMap(([name, value]) => {
    const field = name as SongField;
    const untouched = before !== null && same(before[field], now[field]);
    return untouched || same(now[field], value) ? [] : [{ field, mine: value, theirs: now[field] }];
  });
}

/** The song as it is now, out of the answer 412. */
export function currentOf(error: unknown): Song | null {
  const { status, data } = (error ?? {}) as { status?: unknown; data?: { current?: Song } };
  return status === 412 && typeof data?.current?.version === 'number' ? data.current : null;
}

/** The shop's address could not be reached: the change waits until it can. */
export const isOffline = (error: unknown) =>
  (error as { status?: unknown } | null)?.status === 'FETCH_ERROR';

export const fieldNames: Record<SongField, string> = {
  title: 'Title',
  artists: 'Artists',
  artist: 'Artist as shown',
  album: 'Album',
  album_artist: 'Album artist',
  year: 'Year',
  genres: 'Genres',
  duration_ms: 'Length',
  disc: 'Disc',
  position: 'Track number',
  composer: 'Composer',
  cover_url: 'Cover',
  rating: 'Rating',
  favourite: 'Favourite',
  notes: 'Notes',
  tags: 'Tags',
  isrc: 'ISRC',
  mbid: 'MusicBrainz recording',
};

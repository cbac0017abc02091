import type { Song } from '@/features/library/types';
import type { Entry, Playlist } from '@/features/playlists/types';

export function aSong(id: number, changes: Partial<Song> = {}): Song {
  return {
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
    disc: null,
    position: id,
    composer: null,
    cover_url: `/cover/${id}`,
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
    ...changes,
  };
}

export function anEntry(id: number, changes: Partial<Entry> = {}): Entry {
  const song = changes.song === undefined ? aSong(id) : changes.song;
  const shown = song ?? changes.track;
  return {
    id: `entry-${id}`,
    version: 1,
    song,
    track: null,
    title: shown?.title ?? `Song ${id}`,
    artist: shown?.artist ?? null,
    album: shown?.album ?? null,
    duration_ms: shown?.duration_ms ?? null,
    cover_url: shown?.cover_url ?? null,
    added_by: null,
    added_at: '2026-11-20T10:00:00Z',
    ...changes,
  };
}

export const entriesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => anEntry(index + 1));

export function aPlaylist(changes: Partial<Playlist> = {}): Playlist {
  return {
    id: 'list-1',
    version: 3,
    name: 'For the road',
    description: null,
    folder: null,
    kind: 'manual',
    cover_urls: ['/cover/1'],
    own_cover: false,
    songs: 3,
    duration_ms: 600_000,
    visibility: 'private',
    role: 'owner',
    owner_name: null,
    rules: null,
    editorial_id: null,
    created_at: '2026-11-20T10:00:00Z',
    updated_at: '2026-11-20T10:00:00Z',
    ...changes,
  };
}

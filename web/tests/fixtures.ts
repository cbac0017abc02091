import type { AlbumSummary, Track } from '@/api/generated';

const usd = (amount: number) => ({ amount, currency: 'USD' });

/** A track as the service tells it; change what the test is about. */
export function aTrack(id: number, changes: Partial<Track> = {}): Track {
  return {
    id,
    name: `Track ${id}`,
    position: id,
    album: { id: 1, title: 'Big Ones', cover_url: '/api/v1/music/albums/1/cover' },
    artist: { id: 3, name: 'Aerosmith' },
    composer: null,
    genre: { id: 1, name: 'Rock' },
    media_type: { id: 1, name: 'MPEG audio file' },
    kind: 'audio',
    duration_ms: 200_000,
    price: usd(99),
    preview_url: `/api/v1/music/tracks/${id}/preview`,
    ...changes,
  };
}

export const tracks = (count: number, from = 1): Track[] =>
  Array.from({ length: count }, (_, index) => aTrack(from + index));

export function anAlbum(id: number, changes: Partial<AlbumSummary> = {}): AlbumSummary {
  return {
    id,
    title: `Album ${id}`,
    artist: { id: 3, name: 'Aerosmith' },
    cover_url: `/api/v1/music/albums/${id}/cover`,
    track_count: 12,
    kind: 'audio',
    genre: { id: 1, name: 'Rock' },
    price: usd(1069),
    duration_ms: 2_400_000,
    ...changes,
  };
}

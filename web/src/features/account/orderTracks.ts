import type { Order, OrderLine } from '@/api/generated';
import type { PlayerTrack } from '@/features/player/types';

const previewUrl = (id: number) => `/api/v1/music/tracks/${id}/preview`;

/** The tracks of an order as the player wants them. */
export const orderTracks = (order: Order): PlayerTrack[] => order.lines.flatMap(lineTracks);

export const lineTracks = (line: OrderLine): PlayerTrack[] =>
  line.tracks.map((track) => ({
    id: track.id,
    title: track.name,
    artist: line.artist_name ?? null,
    artistId: null,
    album: line.kind === 'album' ? line.title : null,
    albumId: line.kind === 'album' ? line.ref_id : null,
    coverUrl: line.cover_url ?? null,
    durationMs: track.duration_ms,
    price: null,
    previewUrl: previewUrl(track.id),
  }));

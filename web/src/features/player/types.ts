import type { Money, Track } from '@/api/generated';

/** What the player needs to know of a track to play and to show it. */
export type PlayerTrack = {
  id: number;
  title: string;
  artist: string | null;
  artistId: number | null;
  album: string | null;
  albumId: number | null;
  coverUrl: string | null;
  durationMs: number;
  previewUrl: string;
  /** Null when it is not for sale where it was found. */
  price: Money | null;
  /** What it costs when it is not reduced. */
  regularPrice?: Money | null;
  /** The day of a pre-order's release. */
  releaseAt?: string | null;
};

export function playerTrack(track: Track): PlayerTrack {
  return {
    id: track.id,
    title: track.name,
    artist: track.artist?.name ?? track.composer ?? null,
    artistId: track.artist?.id ?? null,
    album: track.album?.title ?? null,
    albumId: track.album?.id ?? null,
    coverUrl: track.album?.cover_url ?? null,
    durationMs: track.duration_ms,
    previewUrl: track.preview_url,
    price: track.price,
    regularPrice: track.regular_price,
    releaseAt: track.release_at,
  };
}

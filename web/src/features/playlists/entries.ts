import type { PlayerTrack } from '@/features/player/types';
import type { Entry, Playlist, SharedSong } from './types';

/** Only playlists that one fills oneself: rules fill the smart ones, the shop its own. */
export const canAddTo = ({ kind, role }: Playlist) => kind === 'manual' && role !== 'follower';

/** The shop's track that can be heard: in full when bought, as a preview otherwise. */
export const entryTrackId = ({ song, track }: Entry) => song?.track_id ?? track?.id ?? null;

/** What the player needs; prices stand in the lists. */
export const playerTrackOf = (id: number, heard: SharedSong | Entry): PlayerTrack => ({
  id,
  title: heard.title,
  artist: heard.artist,
  artistId: null,
  album: heard.album,
  albumId: null,
  coverUrl: heard.cover_url,
  durationMs: heard.duration_ms ?? 0,
  previewUrl: `/api/v1/music/tracks/${id}/preview`,
  price: null,
});

/** What of a list can be heard, in its order. */
export const playable = (entries: readonly (Entry | undefined)[]): PlayerTrack[] =>
  entries.flatMap((entry) => {
    const id = entry && entryTrackId(entry);
    return entry && id != null ? [playerTrackOf(id, entry)] : [];
  });

import type { PlayerTrack } from '@/features/player/types';
import type { Entry, LibrarySong, Playlist, SharedSong, ShopTrack } from './types';

/** Only playlists that one fills oneself: rules fill the smart ones, the shop its own. */
export const canAddTo = ({ kind, role }: Playlist) => kind === 'manual' && role !== 'follower';

export const entryTitle = ({ song, track }: Entry) => song?.title ?? track?.title ?? 'Unknown song';
export const entryArtist = ({ song, track }: Entry) => song?.artist ?? track?.artist ?? null;
export const entryAlbum = ({ song, track }: Entry) => song?.album ?? track?.album ?? null;
export const entryDuration = ({ song, track }: Entry) =>
  song?.duration_ms ?? track?.duration_ms ?? null;
export const entryCover = ({ song, track }: Entry) => song?.cover_url ?? track?.cover_url ?? null;
/** The shop's track that can be heard: in full when bought, as a preview otherwise. */
export const entryTrackId = ({ song, track }: Entry) => song?.track_id ?? track?.id ?? null;

type Heard = Pick<
  LibrarySong | ShopTrack | SharedSong,
  'title' | 'artist' | 'album' | 'cover_url'
> & {
  duration_ms: number | null;
};

/** What the player needs; prices stand in the lists. */
export const playerTrackOf = (id: number, heard: Heard): PlayerTrack => ({
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
    const heard = entry?.song ?? entry?.track;
    const id = entry && entryTrackId(entry);
    return heard && id != null ? [playerTrackOf(id, heard)] : [];
  });

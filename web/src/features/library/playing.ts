import { useCallback } from 'react';
import { useStore } from 'react-redux';
import type { PlayerTrack } from '@/features/player/types';
import { usePlay } from '@/features/player/usePlay';
import { toasted } from '@/ui/toastSlice';
import { songsAt } from './resolveSelection';
import type { Store } from './saveSong';
import type { Song, SongView } from './types';
import { sizeOf, type Range } from './useSelection';

/** The player's queue holds so many; what stands before the chosen song comes along a little. */
const behind = 50;
const ahead = 600;

const hasRecording = (song: Song): song is Song & { track_id: number } => song.track_id != null;

export const playerTrackOf = (song: Song & { track_id: number }): PlayerTrack => ({
  id: song.track_id,
  title: song.title,
  artist: song.artist ?? null,
  artistId: null,
  album: song.album ?? null,
  albumId: null,
  coverUrl: song.cover_url ?? null,
  durationMs: song.duration_ms ?? 0,
  previewUrl: `/api/v1/music/tracks/${song.track_id}/preview`,
  price: null,
});
export const playable = (songs: readonly Song[]): PlayerTrack[] =>
  songs.filter(hasRecording).map(playerTrackOf);

/** Plays from a list of which only a part was fetched. */
export function usePlaySongs(view: SongView, total: number) {
  const store = useStore() as unknown as Store;
  const { playList, playNext, addToEnd } = usePlay();

  const say = useCallback((message: string) => store.dispatch(toasted({ message })), [store]);
  const silent = useCallback(
    (song: Song) =>
      say(`There is no recording of “${song.title}” here yet: only songs bought in the shop play.`),
    [say],
  );
  const fetched = useCallback(
    async (ranges: readonly Range[]) => {
      try {
        return await songsAt(store, view, ranges);
      } catch {
        say('The songs could not be fetched. Check your connection and try again.');
        return [];
      }
    },
    [store, view, say],
  );

  /** From this place on, in the order of the list. */
  const playFrom = useCallback(
    async (index: number, song: Song | undefined) => {
      if (song && !hasRecording(song)) {
        silent(song);
        return;
      }
      const from = Math.max(0, index - behind);
      const to = Math.min(total - 1, index + ahead);
      const songs = await fetched([[from, to]]);
      const tracks = playable(songs);
      const start = playable(songs.slice(0, index - from)).length;
      if (tracks.length) playList(tracks, Math.min(start, tracks.length - 1));
      else if (songs.length)
        say('None of these songs has a recording here yet: only songs bought in the shop play.');
    },
    [total, fetched, playList, silent, say],
  );
  /** The selected places: now, next, or last. */
  const playRanges = useCallback(
    async (ranges: readonly Range[], when: 'now' | 'next' | 'last') => {
      const songs = await fetched(sizeOf(ranges) > ahead ? ranges.slice(0, 20) : ranges);
      const tracks = playable(songs);
      if (tracks.length === 0) {
        if (songs.length) say('There is no recording of these songs here yet.');
        return;
      }
      ({ now: playList, next: playNext, last: addToEnd })[when](tracks);
    },
    [fetched, playList, playNext, addToEnd, say],
  );
  return { playFrom, playRanges };
}

import { useCallback } from 'react';
import { useSelector, useStore } from 'react-redux';
import type { Track } from '@/api/generated';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import {
  paused,
  played,
  queuedLast,
  queuedNext,
  selectCurrentEntry,
  selectIsPlaying,
  selectRowState,
  tracksPlayed,
  type PlayerState,
} from './playerSlice';
import { playerTrack, type PlayerTrack } from './types';

type WithPlayer = { player: PlayerState };
type Playable = Track | PlayerTrack;

const asPlayerTrack = (track: Playable): PlayerTrack =>
  'previewUrl' in track ? track : playerTrack(track);

/** What lists and covers can ask of the player. */
export function usePlay() {
  const dispatch = useAppDispatch();
  const store = useStore<WithPlayer>();

  /** Plays the list from one of its tracks; the track that is current already is paused or resumed. */
  const playList = useCallback(
    (tracks: readonly Playable[], index = 0) => {
      const state = store.getState();
      const wanted = tracks[index];
      if (wanted && selectCurrentEntry(state)?.trackId === wanted.id) {
        dispatch(selectIsPlaying(state) ? paused() : played());
      } else {
        dispatch(tracksPlayed(tracks.map(asPlayerTrack), index));
      }
    },
    [dispatch, store],
  );
  const playNext = useCallback(
    (tracks: readonly Playable[]) => {
      dispatch(queuedNext(tracks.map(asPlayerTrack)));
      dispatch(
        toasted({
          message: tracks.length === 1 ? 'Plays next.' : `${tracks.length} tracks play next.`,
        }),
      );
    },
    [dispatch],
  );
  const addToEnd = useCallback(
    (tracks: readonly Playable[]) => {
      dispatch(queuedLast(tracks.map(asPlayerTrack)));
      dispatch(
        toasted({
          message:
            tracks.length === 1
              ? 'Added to the queue.'
              : `${tracks.length} tracks added to the queue.`,
        }),
      );
    },
    [dispatch],
  );
  return { playList, playNext, addToEnd };
}

/** "playing", "paused" or null: how a row shows its track. */
export const useRowState = (trackId: number) => useSelector(selectRowState(trackId));

import { useCallback } from 'react';
import { useStore } from 'react-redux';
import { describeError } from '@/api/problem';
import { toasted } from '@/ui/toastSlice';
import { saveSong, type Saved, type Store } from './saveSong';
import type { Song, SongChanges } from './types';

/** Saves a change of a song; says so when it waits for a connection or did not go through. */
export function useSaveSong() {
  const store = useStore() as unknown as Store;
  return useCallback(
    async (song: Song, changes: SongChanges): Promise<Saved> => {
      const saved = await saveSong(store, song, changes);
      if (saved.outcome === 'waiting') {
        const message = `You are offline: “${song.title}” is changed here and will be sent later.`;
        store.dispatch(toasted({ message }));
      } else if (saved.outcome === 'failed') {
        const message = `“${song.title}” is not changed. ${describeError(saved.error)}`;
        store.dispatch(toasted({ tone: 'bad', message }));
      }
      return saved;
    },
    [store],
  );
}

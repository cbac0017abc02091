import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Song } from './types';

/**
 * Which song is open in the editor: a song's id, "new" or null. It stands in the address, so that
 * Back closes the editor and a link opens it.
 */
export function useOpenSong() {
  const [params, setParams] = useSearchParams();
  const id = params.get('edit');
  const put = useCallback(
    (next: string | null, replace: boolean) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (next) after.set('edit', next);
          else after.delete('edit');
          return after;
        },
        { replace },
      ),
    [setParams],
  );
  /** A song, its id, or "new". */
  const open = useCallback(
    (song: Song | string) => put(typeof song === 'string' ? song : song.id, false),
    [put],
  );
  const close = useCallback(() => put(null, true), [put]);
  return { id, open, close };
}
export type OpenSong = ReturnType<typeof useOpenSong>;

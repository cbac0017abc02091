import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { describeError, isNotFound } from '@/api/problem';
import { undoAction } from '@/api/undo';
import { useAppDispatch } from '@/lib/dispatch';
import { plural } from '@/lib/format';
import { toasted } from '@/ui/toastSlice';
import { EntryList } from './entryList';
import { playlistsApi, useRemoveFromPlaylistMutation } from './playlistsApi';
import type { Entry } from './types';

const { playlistEntries, moveEntry } = playlistsApi.endpoints;

/** The entries of a playlist and what can be done with them. `stamp` changes when they are stale. */
export function useEntries(id: string, stamp: number | undefined) {
  const dispatch = useAppDispatch();
  const [removeEntries] = useRemoveFromPlaylistMutation();
  const list = useMemo(
    () =>
      new EntryList((offset, limit) =>
        dispatch(
          playlistEntries.initiate({ id, offset, limit }, { subscribe: false, forceRefetch: true }),
        ).unwrap(),
      ),
    [dispatch, id],
  );
  const state = useSyncExternalStore(list.subscribe, list.snapshot);

  useEffect(() => void list.need(0), [list]);
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current !== undefined && stamp !== undefined && seen.current !== stamp) list.refresh();
    seen.current = stamp;
  }, [list, stamp]);

  const refused = useCallback(
    (what: string) => (error: unknown) => {
      const why = isNotFound(error)
        ? 'It is not here any more: somebody else changed this playlist.'
        : describeError(error);
      dispatch(toasted({ tone: 'bad', message: `${what} ${why}` }));
      // Whatever changed meanwhile is what must be shown, be it that the playlist is no longer the listener's to see.
      dispatch(playlistsApi.util.invalidateTags(['Playlists']));
      throw error;
    },
    [dispatch],
  );
  const move = useCallback(
    (from: number, to: number) =>
      list.move(from, to, (entry, after) =>
        dispatch(moveEntry.initiate({ id, entry, after }, { track: false }))
          .unwrap()
          .catch(refused('Not moved.')),
      ),
    [dispatch, id, list, refused],
  );
  const remove = useCallback(
    (entries: Entry[]) => {
      const ids = entries.map((entry) => entry.id);
      const [first] = entries;
      const what = entries.length === 1 && first ? `“${first.title}”` : plural(ids.length, 'song');
      list.remove(ids, () =>
        removeEntries({ id, ids })
          .unwrap()
          .then(({ undo_id }) =>
            dispatch(
              toasted({
                message: `${what} removed from the playlist.`,
                action: undoAction(dispatch, undo_id, `${what} back in the playlist.`),
              }),
            ),
          )
          .catch(refused('Not removed.')),
      );
    },
    [dispatch, id, list, refused, removeEntries],
  );
  return { ...state, list, move, remove };
}

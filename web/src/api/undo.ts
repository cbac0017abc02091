import type { Dispatch } from '@/lib/dispatch';
import { toastAction } from '@/ui/toastActions';
import { toasted } from '@/ui/toastSlice';
import { api } from './base';
import { describeError, isNotFound } from './problem';

const undoApi = api.injectEndpoints({
  endpoints: (build) => ({
    undoInLibrary: build.mutation<{ restored: number }, string>({
      query: (id) => ({ url: `/api/v1/library/undo/${encodeURIComponent(id)}`, method: 'POST' }),
      invalidatesTags: (_answer, error) => (error ? [] : ['Library', 'Playlists']),
    }),
  }),
});

/** The "Undo" of a message about a change to the library; `done` is said when it is undone. */
export function undoAction(dispatch: Dispatch, undo_id: string, done: string) {
  return { label: 'Undo', action: toastAction(() => void undo(dispatch, undo_id, done)) };
}

async function undo(dispatch: Dispatch, undo_id: string, done: string) {
  const { error } = await dispatch(
    undoApi.endpoints.undoInLibrary.initiate(undo_id, { track: false }),
  );
  if (!error) {
    dispatch(toasted({ message: done }));
    return;
  }
  const message = isNotFound(error)
    ? 'This can no longer be undone: it was undone already, or it is too long ago.'
    : `Not undone. ${describeError(error)}`;
  dispatch(toasted({ tone: 'bad', message }));
}

import {
  createAction,
  type Middleware,
  type ThunkDispatch,
  type UnknownAction,
} from '@reduxjs/toolkit';
import { toasted } from '@/ui/toastSlice';
import { api } from './base';
import { isNotFound, describeError } from './problem';

type Undone = { undo_id: string; done?: string };

/** "Undo" in a message about the library: `libraryUndone({ undo_id, done: 'The song is back.' })`. */
export const libraryUndone = createAction<Undone>('library/undone');

const undoApi = api.injectEndpoints({
  endpoints: (build) => ({
    undoInLibrary: build.mutation<{ restored: number }, string>({
      query: (id) => ({ url: `/api/v1/library/undo/${encodeURIComponent(id)}`, method: 'POST' }),
      invalidatesTags: (_answer, error) => (error ? [] : ['Library', 'Playlists']),
    }),
  }),
});

/** Lets a message, which holds only a plain action, ask the service to take a change back. */
export const libraryUndoMiddleware: Middleware =
  ({ dispatch }) =>
  (next) =>
  (action) => {
    if (libraryUndone.match(action)) void undo(action.payload, dispatch);
    return next(action);
  };

async function undo(
  { undo_id, done }: Undone,
  dispatch: ThunkDispatch<unknown, unknown, UnknownAction>,
) {
  const { error } = await dispatch(
    undoApi.endpoints.undoInLibrary.initiate(undo_id, { track: false }),
  );
  if (!error) {
    dispatch(toasted({ message: done ?? 'Undone.' }));
    return;
  }
  const message = isNotFound(error)
    ? 'This can no longer be undone: it was undone already, or it is too long ago.'
    : `Not undone. ${describeError(error)}`;
  dispatch(toasted({ tone: 'bad', message }));
}

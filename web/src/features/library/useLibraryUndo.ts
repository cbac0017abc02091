import { useCallback } from 'react';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { toastAction } from '@/ui/toastActions';
import { toasted } from '@/ui/toastSlice';
import { libraryApi } from './libraryApi';

/** A message with "Undo" for what the service can take back. */
export function useUndoToast() {
  const dispatch = useAppDispatch();
  return useCallback(
    (message: string, undoId: string) => {
      async function undo() {
        const { error } = await dispatch(
          libraryApi.endpoints.undoLibrary.initiate(undoId, { track: false }),
        );
        dispatch(
          error
            ? toasted({ tone: 'bad', message: `Not undone. ${describeError(error)}` })
            : toasted({ message: 'Undone: everything is as it was.' }),
        );
      }
      dispatch(
        toasted({ message, action: { label: 'Undo', action: toastAction(() => void undo()) } }),
      );
    },
    [dispatch],
  );
}

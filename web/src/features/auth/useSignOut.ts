import { useCallback } from 'react';
import { useSignOutEverywhereMutation, useSignOutMutation } from '@/api/generated';
import { describeError } from '@/api/problem';
import { sessionHint, signedOut } from '@/api/session';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';

/** Signs out here, or on every device. The page forgets the person only when the service did. */
export function useSignOut() {
  const dispatch = useAppDispatch();
  const [signOut] = useSignOutMutation();
  const [everywhere] = useSignOutEverywhereMutation();

  return useCallback(
    async (where: 'here' | 'everywhere') => {
      const { error } = await (where === 'here' ? signOut() : everywhere());
      if (error && (error as { status?: unknown }).status !== 401) {
        const message = `You are still signed in. ${describeError(error)}`;
        dispatch(toasted({ tone: 'bad', message }));
        return;
      }
      sessionHint.clear();
      dispatch(signedOut({ expired: false }));
      const message = where === 'here' ? 'You are signed out.' : 'You are signed out everywhere.';
      dispatch(toasted({ message }));
    },
    [dispatch, signOut, everywhere],
  );
}

import { useCallback } from 'react';
import { refreshProfileTheme } from './profileTheme';
import type { SignedIn } from '@/api/generated';
import { sessionHint, signedIn } from '@/api/session';
import { useAppDispatch } from '@/lib/dispatch';

/** Takes the answer to a right password or token. The cart is merged by whoever watches the store. */
export function useFinishSignIn() {
  const dispatch = useAppDispatch();
  return useCallback(
    (answer: SignedIn) => {
      sessionHint.set();
      dispatch(signedIn(answer, Date.now()));
      if (answer.account.kind === 'customer') void dispatch(refreshProfileTheme());
    },
    [dispatch],
  );
}

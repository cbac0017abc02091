import { useSelector } from 'react-redux';
import { signedOut, type AuthState } from '@/api/session';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { SignInForm } from './SignInForm';

/** A session that ended under the page: sign in again on top of it, and nothing typed is lost. */
export function SessionExpired() {
  const dispatch = useAppDispatch();
  const auth = useSelector((state: { auth: AuthState }) => state.auth);
  const leave = () => {
    // Closing after a successful sign-in must not sign out again.
    if (auth.status === 'expired') dispatch(signedOut({ expired: false }));
  };
  return (
    <Dialog open={auth.status === 'expired'} onClose={leave} title="Please sign in again">
      <div className="flex flex-col gap-5">
        <p className="text-ink-2">
          Your session has ended. What is on this page stays as it is while you sign in.
        </p>
        <SignInForm knownEmail={auth.account?.email} />
        <Button look="quiet" onClick={leave}>
          Go on without an account
        </Button>
      </div>
    </Dialog>
  );
}

import { useSelector } from 'react-redux';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { selectAccount, selectAuthStatus } from '@/api/session';
import { AuthCard, textLink } from './AuthCard';
import { safeNext, withNext } from './returnPath';
import { SignInForm } from './SignInForm';

export default function SignInPage() {
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const account = useSelector(selectAccount);
  const unknown = useSelector(selectAuthStatus) === 'unknown';
  const told = (useLocation().state as { email?: string } | null)?.email;
  if (account) return <Navigate replace to={next ?? (account.kind === 'staff' ? '/admin' : '/')} />;
  return (
    <AuthCard
      title="Sign in"
      lead={
        next?.startsWith('/checkout')
          ? 'Sign in to finish your purchase. Your cart is kept.'
          : 'Your library, your purchases and your cart, on every device.'
      }
      after={
        <p>
          New here?{' '}
          <Link to={withNext('/sign-up', next)} className={textLink}>
            Create an account
          </Link>
        </p>
      }
    >
      {!unknown && <SignInForm knownEmail={told} />}
      <p className="text-sm">
        <Link to={withNext('/forgot', next)} className={textLink}>
          Forgot your password?
        </Link>
      </p>
    </AuthCard>
  );
}

import { useState, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { Navigate, useLocation } from 'react-router';
import { selectAuthStatus, type AuthState } from '@/api/session';
import { withNext } from '@/features/auth/returnPath';
import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { EmptyState } from '@/ui/States';

/** What only staff may see. Visitors sign in first and come back to the same place. */
export function StaffOnly({ children }: { children: ReactNode }) {
  const status = useSelector(selectAuthStatus);
  const kind = useSelector((state: { auth: AuthState }) => state.auth.account?.kind);
  const { pathname, search } = useLocation();
  const [wasIn, setWasIn] = useState(false);
  if (status === 'signed_in' && !wasIn) setWasIn(true);
  if (status === 'unknown') return <Waiting />;
  if (status === 'visitor' && wasIn) return <Navigate replace to="/" />;
  if (status === 'visitor')
    return <Navigate replace to={withNext('/sign-in', pathname + search)} />;
  if (kind !== 'staff') return <ForStaff />;
  // An expired session keeps its page; the dialog to sign in again lies on top of it.
  return children;
}

function ForStaff() {
  usePageTitle('For staff');
  return (
    <div className="page">
      <EmptyState
        heading="h1"
        title="These pages are for the shop’s staff"
        action={
          <LinkButton look="primary" to="/">
            Go to the shop
          </LinkButton>
        }
      >
        You are signed in as a customer. Your music is in your library, your orders are among your
        purchases.
      </EmptyState>
    </div>
  );
}

function Waiting() {
  return (
    <div className="min-h-dvh px-6 py-8">
      <Loading what="the back office" />
      <Skeleton className="mb-8 h-9 w-56" />
      <Skeleton className="h-64 w-full rounded-xl" />
    </div>
  );
}

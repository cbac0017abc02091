import { useState, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { Navigate, useLocation } from 'react-router';
import { selectAuthStatus, type AuthState } from '@/api/session';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { EmptyState } from '@/ui/States';
import { LinkButton } from '@/ui/Button';
import { withNext } from './returnPath';

/** What only a customer may see. Visitors sign in first and come back to the same place. */
export function CustomerOnly({ children }: { children: ReactNode }) {
  const status = useSelector(selectAuthStatus);
  const kind = useSelector((state: { auth: AuthState }) => state.auth.account?.kind);
  const { pathname, search } = useLocation();
  const [wasIn, setWasIn] = useState(false);
  if (status === 'signed_in' && !wasIn) setWasIn(true);
  if (status === 'unknown') return <Waiting />;
  // Who signs out, here or in another tab, wants to leave and not to be asked to come back.
  if (status === 'visitor' && wasIn) return <Navigate replace to="/" />;
  if (status === 'visitor')
    return <Navigate replace to={withNext('/sign-in', pathname + search)} />;
  if (kind !== 'customer') {
    return (
      <div className="page">
        <EmptyState
          heading="h1"
          title="This page is for customers"
          action={<LinkButton to="/">Go to the shop</LinkButton>}
        >
          You are signed in as staff. To buy music or to see a library, sign in with a customer’s
          account.
        </EmptyState>
      </div>
    );
  }
  // An expired session keeps its page; the dialog to sign in again lies on top of it.
  return children;
}

function Waiting() {
  return (
    <div className="page min-h-dvh py-10">
      <Loading what="your account" />
      <Skeleton className="mb-8 h-10 w-56" />
      <RowsSkeleton count={5} />
    </div>
  );
}

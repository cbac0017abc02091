import { lazy, Suspense } from 'react';
import { useSelector } from 'react-redux';
import { selectAuthStatus } from '@/api/session';

const SessionExpired = lazy(() =>
  import('./SessionExpired').then((module) => ({ default: module.SessionExpired })),
);

/** Watches for a session that ends under the page; the form to sign in again comes on demand. */
export function SessionGuard() {
  if (useSelector(selectAuthStatus) !== 'expired') return null;
  return (
    <Suspense>
      <SessionExpired />
    </Suspense>
  );
}

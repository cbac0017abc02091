import { useSelector } from 'react-redux';
import type { Role } from '@/api/generated';
import type { AuthState } from '@/api/session';

/** The role of who is signed in, null for anybody who is not staff. An expired session keeps it. */
export function useRole(): Role | null {
  return useSelector(({ auth }: { auth: AuthState }) =>
    auth.account?.kind === 'staff' ? auth.account.role : null,
  );
}

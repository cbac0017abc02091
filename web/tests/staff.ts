import type { Account, Role } from '@/api/generated';
import type { AuthState } from '@/api/session';

/** Somebody of the shop's staff, signed in, for the tests of the back office. */
export function asStaff(role: Role): { auth: AuthState } {
  const account: Account = {
    id: '0190a000-0000-7000-8000-000000000009',
    email: 'nancy@chinookcorp.com',
    kind: 'staff',
    role,
    display_name: 'Nancy Edwards',
    customer_id: null,
  };
  return {
    auth: {
      status: 'signed_in',
      account,
      accessToken: 'token',
      expiresAt: Date.now() + 900_000,
    },
  };
}

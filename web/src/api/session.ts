import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Account, SignedIn } from './generated';

/**
 * Who is signed in on this page. The access token lives here and nowhere else: it dies with the
 * page, and the HttpOnly refresh cookie brings the next one.
 */
export type AuthState = {
  /** `unknown` until the first refresh answered; `expired` when a session ended under the page. */
  status: 'unknown' | 'visitor' | 'signed_in' | 'expired';
  account: Account | null;
  accessToken: string | null;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** Staff who see the shop as a customer: whom, until when, and their own session meanwhile. */
  looking?: {
    customerId: number;
    name: string;
    own: { account: Account | null; accessToken: string | null; expiresAt: number };
  } | null;
};

/** Says that a refresh cookie may exist, so that visitors do not ask for what they never had. */
const hintKey = 'chinook.session';
export const sessionHint = {
  key: hintKey,
  get: () => read(() => localStorage.getItem(hintKey) !== null) ?? false,
  set: () => read(() => localStorage.setItem(hintKey, '1')),
  clear: () => read(() => localStorage.removeItem(hintKey)),
};

const accountKey = 'chinook.account';
/**
 * Who was signed in last, kept for pages opened without a connection: they show what this browser
 * kept of the library. It opens nothing at the service.
 */
export const lastAccount = {
  get: (): Account | null =>
    read(() => JSON.parse(localStorage.getItem(accountKey) ?? 'null') as Account | null),
  set: (account: Account) => read(() => localStorage.setItem(accountKey, JSON.stringify(account))),
  clear: () => read(() => localStorage.removeItem(accountKey)),
};

function read<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    return null; // storage is refused in some private modes; the shop works without it
  }
}

const initialState: AuthState = {
  status: sessionHint.get() ? 'unknown' : 'visitor',
  account: null,
  accessToken: null,
  expiresAt: 0,
};

export const authSlice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    signedIn: {
      prepare: (answer: SignedIn, now: number) => ({
        payload: { answer, expiresAt: now + answer.expires_in * 1000 },
      }),
      reducer(state, { payload }: PayloadAction<{ answer: SignedIn; expiresAt: number }>) {
        state.status = 'signed_in';
        state.account = payload.answer.account;
        state.accessToken = payload.answer.access_token;
        state.expiresAt = payload.expiresAt;
      },
    },
    /** From here on every request is the customer's, until it ends. */
    lookBegun(
      state,
      {
        payload: { token, until, customerId, name },
      }: PayloadAction<{ token: string; until: number; customerId: number; name: string }>,
    ) {
      const { account, accessToken, expiresAt } = state;
      if (!account) return;
      state.looking = { customerId, name, own: { account, accessToken, expiresAt } };
      state.account = {
        ...account,
        kind: 'customer',
        role: null,
        display_name: name,
        customer_id: customerId,
      };
      state.accessToken = token;
      state.expiresAt = until;
    },
    lookEnded(state) {
      if (!state.looking) return;
      Object.assign(state, state.looking.own);
      state.looking = null;
    },
    /** No connection, but this browser knows who it was: the session itself is asked for later. */
    resumed(state, { payload }: PayloadAction<Account>) {
      state.status = 'signed_in';
      state.account = payload;
    },
    signedOut(state, { payload }: PayloadAction<{ expired: boolean }>) {
      const wasSignedIn = state.status === 'signed_in';
      state.status = payload.expired && wasSignedIn ? 'expired' : 'visitor';
      state.accessToken = null;
      state.expiresAt = 0;
      state.looking = null;
      if (state.status === 'visitor') state.account = null;
    },
  },
});

export const { signedIn, signedOut, resumed, lookBegun, lookEnded } = authSlice.actions;

type WithAuth = { auth: AuthState };
export const selectAccount = (state: WithAuth) =>
  state.auth.status === 'signed_in' ? state.auth.account : null;
export const selectAuthStatus = (state: WithAuth) => state.auth.status;
export const selectIsCustomer = (state: WithAuth) => selectAccount(state)?.kind === 'customer';

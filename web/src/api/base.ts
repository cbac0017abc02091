import {
  createApi,
  fetchBaseQuery,
  type BaseQueryFn,
  type FetchArgs,
  type FetchBaseQueryError,
  type FetchBaseQueryMeta,
} from '@reduxjs/toolkit/query/react';
import { apiOrigin } from '@/config/env';
import type { SignedIn } from './generated';
import { sessionHint, signedIn, signedOut, type AuthState } from './session';

const prefix = '/api/v1';
const libraryPrefix = `${prefix}/library/`;
/** A token this close to its end is renewed before it is used. */
const renewBeforeMs = 20_000;

type Api = Parameters<BaseQueryFn>[1];
type Answer = Awaited<ReturnType<typeof plainQuery>>;

const auth = (api: Api) => (api.getState() as { auth: AuthState }).auth;

const plainQuery = fetchBaseQuery({
  baseUrl: apiOrigin,
  credentials: 'same-origin',
  prepareHeaders: (headers, { getState, arg }) => {
    const { accessToken: token, account, looking } = (getState() as { auth: AuthState }).auth;
    if (token && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
    // The service worker keeps what was read of the library, for each account by itself.
    const url = typeof arg === 'string' ? arg : arg.url;
    if (account && !looking && url.startsWith(libraryPrefix))
      headers.set('x-chinook-account', account.id);
    return headers;
  },
  responseHandler: async (response) => {
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return json && text ? JSON.parse(text) : text || null;
  },
});

let refreshing: Promise<Answer> | null = null;

/**
 * Renews the session by its cookie. All requests of the page share one call, and the tabs of a
 * browser take turns: a refresh token used twice counts as stolen and ends the session.
 */
export function refresh(api: Api): Promise<Answer> {
  refreshing ??= inTurn(() =>
    Promise.resolve(plainQuery({ url: `${prefix}/auth/refresh`, method: 'POST' }, api, {})),
  )
    .then((answer) => {
      if (answer.data) {
        sessionHint.set();
        api.dispatch(signedIn(answer.data as SignedIn, Date.now()));
      } else if (answer.error?.status === 401) {
        sessionHint.clear();
        api.dispatch(signedOut({ expired: true }));
      }
      return answer;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? (locks.request('chinook.refresh', work) as Promise<T>) : work();
}

const isSecretPath = (url: string) =>
  /\/auth\/(sign-in|register|refresh|verify|resend-verification|forgot-password|reset-password|second-factor\/(sign-in|enrolment|enrolment\/confirm))$/.test(
    url,
  );

export const baseQuery: BaseQueryFn<
  string | FetchArgs,
  unknown,
  FetchBaseQueryError,
  object,
  FetchBaseQueryMeta
> = async (given, api, extra) => {
  const args = typeof given === 'string' ? { url: given } : given;
  if (isSecretPath(args.url)) return plainQuery(args, api, extra);

  const before = auth(api);
  // Who sees the shop as a customer has a token that nothing renews.
  if (before.looking) return plainQuery(args, api, extra);
  // A page that was opened without a connection is signed in, but has no token yet.
  const isIn = before.status === 'signed_in' || before.accessToken !== null;
  const stale = isIn && before.expiresAt - Date.now() < renewBeforeMs;
  if (before.status === 'unknown' || stale) await refresh(api);

  const used = auth(api).accessToken;
  const answer = await plainQuery(args, api, extra);
  if (answer.error?.status !== 401 || used === null) return answer;

  // Somebody else may have renewed the token while this request was on its way.
  const renewed = auth(api).accessToken !== used || (await refresh(api)).data !== undefined;
  return renewed ? plainQuery(args, api, extra) : answer;
};

export const tagTypes = [
  'Account',
  'Addresses',
  'Cart',
  'GiftCards',
  'Imports',
  'Library',
  'Order',
  'Owned',
  'Playlists',
  'Profile',
  'Sessions',
] as const;

/** The endpoints are in `generated.ts`, made from the service's OpenAPI document. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery,
  tagTypes,
  // The catalogue changes rarely: going back to a page shows it at once.
  keepUnusedDataFor: 300,
  endpoints: () => ({}),
});

import { makeStore } from '@/app/store';
import { serve } from '../../tests/service';
import { api } from './base';
import { generatedApi } from './generated';
import { resumed, sessionHint, signedIn } from './session';

const account = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'luis@example.com',
  kind: 'customer' as const,
  role: null,
  display_name: 'Luís',
  customer_id: 1,
};
const answer = (token: string) => ({ access_token: token, expires_in: 900, account });
const bearer = (request: Request) => request.headers.get('authorization');
const unauthorized = {
  status: 401,
  body: { type: '/problems/unauthorized', title: 'Sign in', status: 401 },
};

function signedInStore(token: string, expiresIn = 900) {
  const store = makeStore();
  store.dispatch(signedIn({ ...answer(token), expires_in: expiresIn }, Date.now()));
  return store;
}
const endpoints = generatedApi.endpoints;

test('a request carries the access token, and a refused one is renewed and tried once more', async () => {
  const requests = serve({
    'GET /api/v1/customers/me/owned': (request) =>
      bearer(request) === 'Bearer new' ? { body: { track_ids: [1], album_ids: [] } } : unauthorized,
    'POST /api/v1/auth/refresh': { body: answer('new') },
  });
  const store = signedInStore('old');
  const result = await store.dispatch(endpoints.getOwned.initiate());
  expect(result.data).toEqual({ track_ids: [1], album_ids: [] });
  expect(requests.map((request) => new URL(request.url).pathname)).toEqual([
    '/api/v1/customers/me/owned',
    '/api/v1/auth/refresh',
    '/api/v1/customers/me/owned',
  ]);
  expect(store.getState().auth.accessToken).toBe('new');
});

test('many refused requests share one refresh, because a token used twice ends the session', async () => {
  const refused = (body: unknown) => (request: Request) =>
    bearer(request) === 'Bearer new' ? { body } : unauthorized;
  const requests = serve({
    'GET /api/v1/customers/me/owned': refused({ track_ids: [], album_ids: [] }),
    'GET /api/v1/cart': refused({ items: [] }),
    'GET /api/v1/orders': refused({ items: [], next_cursor: null }),
    'POST /api/v1/auth/refresh': async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { body: answer('new') };
    },
  });
  const store = signedInStore('old');
  const results = await Promise.all([
    store.dispatch(endpoints.getOwned.initiate()),
    store.dispatch(endpoints.getCart.initiate()),
    store.dispatch(endpoints.listOrders.initiate({})),
  ]);
  expect(results.every((result) => result.isSuccess)).toBe(true);
  expect(requests.filter((request) => request.url.endsWith('/auth/refresh'))).toHaveLength(1);
});

test('a token about to end is renewed before it is used', async () => {
  const seen: (string | null)[] = [];
  serve({
    'GET /api/v1/cart': (request) => {
      seen.push(bearer(request));
      return { body: { items: [] } };
    },
    'POST /api/v1/auth/refresh': { body: answer('new') },
  });
  await signedInStore('old', 5).dispatch(endpoints.getCart.initiate());
  expect(seen).toEqual(['Bearer new']);
});

test('a session that ended is said to have expired, and is not asked for again', async () => {
  serve({ 'GET /api/v1/cart': unauthorized, 'POST /api/v1/auth/refresh': unauthorized });
  const store = signedInStore('old');
  sessionHint.set();
  const result = await store.dispatch(endpoints.getCart.initiate());
  expect(result.isError).toBe(true);
  expect(store.getState().auth.status).toBe('expired');
  expect(sessionHint.get()).toBe(false);
});

test('a service that cannot be reached does not sign anybody out', async () => {
  serve({
    'GET /api/v1/cart': unauthorized,
    'POST /api/v1/auth/refresh': () => Promise.reject(new TypeError('offline')),
  });
  const store = signedInStore('old');
  await store.dispatch(endpoints.getCart.initiate());
  expect(store.getState().auth.status).toBe('signed_in');
});

test('a page opened without a connection gets its token as soon as the service is back', async () => {
  const seen: (string | null)[] = [];
  const requests = serve({
    'GET /api/v1/library/songs': (request) => {
      seen.push(bearer(request));
      return { body: { items: [] } };
    },
    'POST /api/v1/auth/refresh': { body: answer('new') },
  });
  const store = makeStore();
  store.dispatch(resumed(account));
  const { endpoints } = api.injectEndpoints({
    endpoints: (build) => ({
      someSongs: build.query<unknown, void>({ query: () => '/api/v1/library/songs' }),
    }),
  });
  await store.dispatch(endpoints.someSongs.initiate());
  expect(seen).toEqual(['Bearer new']);
  const [, asked] = requests;
  expect(asked?.headers.get('x-chinook-account')).toBe(account.id);
});

test('a wrong password is an answer, not a reason to refresh', async () => {
  const requests = serve({ 'POST /api/v1/auth/sign-in': unauthorized });
  await makeStore().dispatch(
    endpoints.signIn.initiate({ credentials: { email: 'a@b.c', password: 'not the one' } }),
  );
  expect(requests).toHaveLength(1);
});

import { makeStore } from '@/app/store';
import { signedIn } from '@/api/session';
import { aTrack } from '../../../tests/fixtures';
import { serve } from '../../../tests/service';
import { resolveWith } from './source';
import { playerTrack } from './types';

const track = playerTrack(aTrack(5));
const preview = { url: '/api/v1/music/tracks/5/preview', kind: 'preview' };
const account = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'luis@example.com',
  kind: 'customer' as const,
  role: null,
  display_name: 'Luís',
  customer_id: 1,
};

function customerStore() {
  const store = makeStore();
  store.dispatch(signedIn({ access_token: 't', expires_in: 900, account }, Date.now()));
  return store;
}

test('a visitor hears the preview, and nothing is asked', async () => {
  const requests = serve({});
  expect(await resolveWith(makeStore())(track)).toEqual(preview);
  expect(requests).toHaveLength(0);
});

test('who owns a track hears all of it', async () => {
  serve({
    'GET /api/v1/customers/me/owned': { body: { track_ids: [5], album_ids: [] } },
    'POST /api/v1/music/tracks/5/streams': {
      body: { url: '/media/5?signature=x', expires_at: '' },
    },
  });
  expect(await resolveWith(customerStore())(track)).toEqual({
    url: '/media/5?signature=x',
    kind: 'full',
  });
});

test('a customer who does not own it hears the preview', async () => {
  serve({ 'GET /api/v1/customers/me/owned': { body: { track_ids: [4], album_ids: [] } } });
  expect(await resolveWith(customerStore())(track)).toEqual(preview);
});

test('a stream that is refused, after a refund perhaps, falls back to the preview', async () => {
  serve({
    'GET /api/v1/customers/me/owned': { body: { track_ids: [5], album_ids: [] } },
    'POST /api/v1/music/tracks/5/streams': { status: 404, body: {} },
  });
  expect(await resolveWith(customerStore())(track)).toEqual(preview);
});

test('a service in trouble is an error, not a silent preview of what is owned', async () => {
  serve({
    'GET /api/v1/customers/me/owned': { body: { track_ids: [5], album_ids: [] } },
    'POST /api/v1/music/tracks/5/streams': { status: 503, body: {} },
  });
  await expect(resolveWith(customerStore())(track)).rejects.toThrow('No stream link');
});

import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import { asLuis, problem } from '../../../tests/people';
import { aPlaylist } from '../../../tests/playlists';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import InvitePage from './InvitePage';
import ProfilePage from './ProfilePage';
import ShareDialog from './ShareDialog';
import SharedPage from './SharedPage';
import type { Share } from './types';

const at = '/api/v1/library/playlists/list-1';
type Handlers = Parameters<typeof serve>[0];

const share: Share = {
  id: 'share-1',
  url: '/s/token-1',
  expires_at: null,
  created_at: '2026-11-20T10:00:00Z',
  visits: 2,
};

function dialog(handlers: Handlers) {
  const requests = serve({
    [`GET ${at}`]: { body: aPlaylist() },
    [`GET ${at}/shares`]: { body: { items: [] } },
    [`GET ${at}/members`]: { body: { items: [] } },
    ...handlers,
  });
  const view = renderShop(
    <main>
      <h1>Playlist</h1>
      <ShareDialog playlist={aPlaylist()} onClose={() => {}} />
    </main>,
    { state: asLuis },
  );
  return { ...view, requests };
}

test('a link is made with an end, copied, and ended again', async () => {
  let items: Share[] = [];
  let asked: { expires_at?: string } = {};
  const { user, container } = dialog({
    [`GET ${at}/shares`]: () => ({ body: { items } }),
    [`POST ${at}/shares`]: async (request) => {
      asked = (await request.json()) as typeof asked;
      items = [share];
      return { status: 201, body: share };
    },
    [`DELETE ${at}/shares/share-1`]: () => {
      items = [];
      return { status: 204 };
    },
  });
  await user.selectOptions(screen.getByLabelText('It works'), 'For a week');
  await user.click(screen.getByRole('button', { name: 'Make a link' }));
  expect(await screen.findByLabelText('Link')).toHaveValue('http://shop.test/s/token-1');
  const days = (Date.parse(asked.expires_at ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(7, 1);
  expect(screen.getByText(/^2 visits/)).toBeVisible();
  const copied = jest.spyOn(navigator.clipboard, 'writeText');
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('Copied')).toBeVisible();
  expect(copied).toHaveBeenCalledWith('http://shop.test/s/token-1');
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'End this link' }));
  await waitFor(() => expect(screen.queryByLabelText('Link')).toBeNull());
});

test('a profile is made first, then the playlist is shown on it', async () => {
  let profile: object | null = null;
  let change: unknown;
  const { user } = dialog({
    'GET /api/v1/library/profile': () => (profile ? { body: profile } : problem(404, 'not-found')),
    'PUT /api/v1/library/profile': async (request) => {
      profile = (await request.json()) as object;
      return { body: profile };
    },
    [`PATCH ${at}`]: async (request) => {
      change = await request.json();
      return { body: aPlaylist({ visibility: 'public', version: 4 }) };
    },
  });
  await user.type(await screen.findByLabelText('Name to show'), 'Luís');
  await user.type(screen.getByLabelText('Address of your page'), 'luis');
  await user.click(screen.getByRole('button', { name: 'Save and show the playlist' }));
  expect(await screen.findByLabelText('Your profile’s address')).toHaveValue(
    'http://shop.test/u/luis',
  );
  expect(profile).toEqual({ name: 'Luís', handle: 'luis' });
  await waitFor(() => expect(change).toEqual({ visibility: 'public' }));
});

test('an address that is taken is said at the form', async () => {
  const { user } = dialog({ 'PUT /api/v1/library/profile': problem(409, 'handle-taken') });
  await user.type(await screen.findByLabelText('Name to show'), 'Luís');
  await user.type(screen.getByLabelText('Address of your page'), 'luis');
  await user.click(screen.getByRole('button', { name: 'Save and show the playlist' }));
  expect(await screen.findByText(/Somebody has this address already/)).toBeVisible();
});

test('people are invited, and can be removed', async () => {
  let items = [{ id: 7, name: 'Ada', joined_at: '2026-11-20T10:00:00Z' }];
  const { user } = dialog({
    [`GET ${at}/members`]: () => ({ body: { items } }),
    [`POST ${at}/invites`]: {
      status: 201,
      body: { url: '/i/token-2', expires_at: '2026-11-30T10:00:00Z' },
    },
    [`DELETE ${at}/members/7`]: () => {
      items = [];
      return { status: 204 };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Invite somebody' }));
  expect(await screen.findByLabelText('Invitation')).toHaveValue('http://shop.test/i/token-2');
  await user.click(await screen.findByRole('button', { name: 'Remove Ada' }));
  await waitFor(() => expect(screen.queryByText('Ada')).toBeNull());
});

/** Somebody without an account, or with one. */
function visit(path: string, handlers: Handlers, state = {}) {
  const requests = serve(handlers);
  const view = renderShop(
    <main>
      <Routes>
        <Route path="/s/:token" element={<SharedPage />} />
        <Route path="/i/:token" element={<InvitePage />} />
        <Route path="/u/:handle" element={<ProfilePage />} />
        <Route path="*" element={null} />
      </Routes>
    </main>,
    { at: path, state },
  );
  return { ...view, requests };
}
const shared = {
  name: 'For the road',
  description: 'Windows down',
  songs: [
    {
      title: 'From a tape',
      artist: 'A friend',
      album: null,
      duration_ms: null,
      cover_url: null,
      track_id: null,
    },
    {
      title: 'Go Down',
      artist: 'AC/DC',
      album: 'Let There Be Rock',
      duration_ms: 331_180,
      cover_url: '/cover/4',
      track_id: 15,
    },
  ],
  total: 2,
};

test('a stranger sees a shared playlist and hears what the shop may play', async () => {
  const { user, store, requests, container } = visit('/s/token-1', {
    'GET /api/v1/shared/token-1': { body: shared },
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'For the road' })).toBeVisible();
  expect(document.querySelector('meta[name=robots]')).toHaveAttribute('content', 'noindex');
  const list = within(screen.getByRole('list', { name: 'Songs of For the road' }));
  expect(list.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Play preview of Go Down',
  ]);
  await user.click(list.getByRole('button', { name: 'Play preview of Go Down' }));
  expect(store.getState().player.queue.map(({ trackId }) => trackId)).toEqual([15]);
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/shared/token-1']);
  expect(await axe(container)).toHaveNoViolations();
});

test('a link that was ended and one that never was look alike', async () => {
  visit('/s/gone', {});
  expect(await screen.findByRole('heading', { name: 'Not here any more' })).toBeVisible();
});

test('an invitation is accepted by somebody with an account', async () => {
  const { user, place } = visit(
    '/i/token-2',
    {
      'GET /api/v1/library/invites/token-2': {
        body: { playlist_name: 'For the road', owner_name: 'Ada' },
      },
      'POST /api/v1/library/invites/token-2/accept': { body: aPlaylist({ role: 'collaborator' }) },
    },
    asLuis,
  );
  expect(await screen.findByText('Ada')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(place.current).toBe('/library/playlists/list-1'));
});

test('an invitation waits while its guest signs in', async () => {
  const { place } = visit('/i/token-2', {});
  await waitFor(() => expect(place.current).toBe('/sign-in?next=%2Fi%2Ftoken-2'));
});

test('a public page shows a name and playlists, and nothing else', async () => {
  const { container } = visit('/u/ada', {
    'GET /api/v1/profiles/ada': {
      body: {
        name: 'Ada',
        playlists: [{ id: 'p1', name: 'Engines', songs: 3, cover_urls: [] }],
      },
    },
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  expect(screen.getByRole('link', { name: /Engines/ })).toHaveAttribute('href', '/u/ada/p1');
  expect(await axe(container)).toHaveNoViolations();
});

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import { Toasts } from '@/ui/Toasts';
import { aTrack } from '../../../tests/fixtures';
import { asLuis, problem } from '../../../tests/people';
import { anEntry, aPlaylist, aSong, entriesOf } from '../../../tests/playlists';
import { renderShop } from '../../../tests/render';
import { serve, type Reply } from '../../../tests/service';
import { AddToPlaylist } from './AddToPlaylist';
import PlaylistPage from './PlaylistPage';
import PlaylistsPage from './PlaylistsPage';

const at = '/api/v1/library/playlists';
type Handlers = Parameters<typeof serve>[0];

/** jsdom has no layout: the virtual table sees a window of its own size. */
function open(path: string, handlers: Handlers) {
  const requests = serve(handlers);
  const view = renderShop(
    <main>
      <Routes>
        <Route path="/library/playlists" element={<PlaylistsPage />} />
        <Route path="/library/playlists/:id" element={<PlaylistPage />} />
      </Routes>
      <Toasts />
    </main>,
    { at: path, state: asLuis },
  );
  const sent = async (method: string, end: string) => {
    const found = requests.filter(({ method: m, url }) => m === method && url.endsWith(end));
    return Promise.all(
      found.map(async (request) => ({
        match: request.headers.get('if-match'),
        body: JSON.parse((await request.clone().text()) || 'null') as unknown,
      })),
    );
  };
  return { ...view, requests, sent };
}

function aPage(changes = {}, entries = entriesOf(3), more: Handlers = {}) {
  return open('/library/playlists/list-1', {
    [`GET ${at}/list-1`]: { body: aPlaylist(changes) },
    [`GET ${at}/list-1/entries`]: { body: { items: entries, total: entries.length, offset: 0 } },
    ...more,
  });
}
const titles = () =>
  screen
    .getAllByRole('row')
    .flatMap((row) => row.getAttribute('aria-label')?.split(' by ')[0] ?? []);

test('playlists stand in their folders, and an empty page teaches', async () => {
  const items = [
    aPlaylist({ id: 'b', name: 'Zebra', folder: 'Work' }),
    aPlaylist({ id: 'a', name: 'Alpha' }),
    aPlaylist({ id: 'c', name: 'Focus', folder: 'Work', kind: 'smart', songs: null }),
  ];
  const { container } = open('/library/playlists', { [`GET ${at}`]: { body: { items } } });
  expect(await screen.findByRole('heading', { name: 'Work' })).toBeVisible();
  const names = screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
  expect(names).toEqual(['Alpha', 'Focus', 'Zebra']);
  expect(await axe(container)).toHaveNoViolations();
});

test('a folder within another stands within it, and is named whole to who listens', async () => {
  const items = [
    aPlaylist({ id: 'a', name: 'Rain', folder: 'Moods / Calm' }),
    aPlaylist({ id: 'b', name: 'Sun', folder: 'Moods/Calm' }),
    aPlaylist({ id: 'c', name: 'All of them', folder: 'Moods' }),
  ];
  open('/library/playlists', { [`GET ${at}`]: { body: { items } } });
  const inner = await screen.findByRole('heading', { name: 'Moods / Calm' });
  const outer = screen.getByRole('heading', { name: 'Moods' }).closest('details');
  expect(outer).toContainElement(inner);
  expect(within(outer!).getByText('3 playlists')).toBeVisible();
  const names = within(inner.closest('details')!).getAllByRole('heading', { level: 3 });
  expect(names.map(({ textContent }) => textContent)).toEqual(['Rain', 'Sun']);
});

test('a playlist is given a picture of its own, and shows its songs’ covers again', async () => {
  let own = false;
  const picture = '/api/v1/library/covers/mine.png';
  const now = () => aPlaylist({ own_cover: own, cover_urls: own ? [picture] : ['/cover/1'] });
  const { user, requests } = open('/library/playlists/list-1', {
    [`GET ${at}`]: () => ({ body: { items: [now()] } }),
    [`GET ${at}/list-1`]: () => ({ body: now() }),
    [`GET ${at}/list-1/entries`]: { body: { items: [], total: 0, offset: 0 } },
    [`PUT ${at}/list-1/cover`]: () => {
      own = true;
      return { body: now() };
    },
    [`DELETE ${at}/list-1/cover`]: () => {
      own = false;
      return { body: now() };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'More for For the road' }));
  await user.click(screen.getByRole('menuitem', { name: 'Edit name and cover…' }));
  const cover = within(await screen.findByRole('group', { name: 'Cover' }));
  const file = new File(['png'], 'mine.png', { type: 'image/png' });
  await user.upload(cover.getByLabelText('Choose a picture'), file);
  await user.click(await cover.findByRole('button', { name: 'Show the songs’ covers' }));
  await waitFor(() => expect(cover.queryByRole('button')).toBeNull());
  const sent = requests.filter(({ url }) => url.endsWith('/cover')).map(({ method }) => method);
  expect(sent).toEqual(['PUT', 'DELETE']);
});

test('no playlist yet: what they are for, and where to begin', async () => {
  open('/library/playlists', { [`GET ${at}`]: { body: { items: [] } } });
  expect(await screen.findByText('Your first playlist')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Start from a template' })).toHaveAttribute(
    'href',
    '/library/playlists/smart',
  );
});

test('a new playlist is named, put into a folder and opened', async () => {
  const { user, place, sent } = open('/library/playlists', {
    [`GET ${at}`]: { body: { items: [aPlaylist({ folder: 'Work' })] } },
    [`POST ${at}`]: { status: 201, body: aPlaylist({ id: 'new', name: 'Rain' }) },
  });
  await user.click(await screen.findByRole('button', { name: 'New playlist' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Create playlist' }));
  expect(await form.findByRole('link', { name: 'Give the playlist a name.' })).toBeVisible();
  await user.type(form.getByLabelText('Name'), ' Rain ');
  await user.type(form.getByLabelText(/^Folder/), 'Work');
  await user.click(form.getByRole('button', { name: 'Create playlist' }));
  await waitFor(() => expect(place.current).toBe('/library/playlists/new'));
  expect((await sent('POST', at))[0]?.body).toEqual({
    name: 'Rain',
    description: null,
    folder: 'Work',
  });
});

test('a deleted playlist is gone at once and comes back by Undo', async () => {
  let items = [aPlaylist()];
  const { user, sent } = open('/library/playlists', {
    [`GET ${at}`]: () => ({ body: { items } }),
    [`DELETE ${at}/list-1`]: () => {
      items = [];
      return { body: { undo_id: 'u1' } };
    },
    'POST /api/v1/library/undo/u1': () => {
      items = [aPlaylist()];
      return { body: { restored: 1 } };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'More for For the road' }));
  await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
  expect(await screen.findByText('“For the road” deleted.')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'For the road' })).toBeNull();
  expect((await sent('DELETE', '/list-1'))[0]?.match).toBe('"3"');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('heading', { name: 'For the road' })).toBeVisible();
});

test('Alt and an arrow move a song: at once, in words, by one request', async () => {
  const { sent, container } = aPage({}, entriesOf(3), {
    [`POST ${at}/list-1/entries/entry-1/move`]: { body: anEntry(1) },
  });
  const row = await screen.findByRole('row', { name: 'Song 1 by Accept' });
  row.focus();
  fireEvent.keyDown(row, { key: 'ArrowDown', altKey: true });
  expect(await screen.findByText('Song 1, now at place 2 of 3.')).toBeInTheDocument();
  expect(titles()).toEqual(['Song 2', 'Song 1', 'Song 3']);
  await waitFor(() => expect(screen.getByRole('row', { name: 'Song 1 by Accept' })).toHaveFocus());
  expect(await sent('POST', '/move')).toEqual([{ match: null, body: { after: 'entry-2' } }]);
  expect(await axe(container)).toHaveNoViolations();
});

test('keys that come faster than the focus follows move the same song', async () => {
  const { sent } = aPage({}, entriesOf(4), {
    [`POST ${at}/list-1/entries/entry-4/move`]: { body: anEntry(4) },
  });
  const row = await screen.findByRole('row', { name: 'Song 4 by Accept' });
  for (let press = 0; press < 3; press += 1)
    fireEvent.keyDown(row, { key: 'ArrowUp', altKey: true });
  await waitFor(() => expect(titles()).toEqual(['Song 4', 'Song 1', 'Song 2', 'Song 3']));
  await waitFor(async () => expect(await sent('POST', '/move')).toHaveLength(3));
  const after = (await sent('POST', '/move')).map(({ body }) => (body as { after: unknown }).after);
  expect(after).toEqual(['entry-2', 'entry-1', null]);
});

test('a refused move goes back, and says why', async () => {
  aPage({}, entriesOf(3), {
    [`POST ${at}/list-1/entries/entry-3/move`]: problem(409, 'gone', { detail: 'It is gone.' }),
  });
  const row = await screen.findByRole('row', { name: 'Song 3 by Accept' });
  fireEvent.keyDown(row, { key: 'ArrowUp', altKey: true });
  expect(await screen.findByText('Not moved. It is gone.')).toBeVisible();
  await waitFor(() => expect(titles()).toEqual(['Song 1', 'Song 2', 'Song 3']));
});

test('a playlist that was taken away while it is open says so, without a word of what it held', async () => {
  let gone = false;
  const away = () => problem(404, 'not-found', { detail: 'There is no playlist 01a21b6e.' });
  open('/library/playlists/list-1', {
    [`GET ${at}/list-1`]: () => (gone ? away() : { body: aPlaylist({ role: 'collaborator' }) }),
    [`GET ${at}/list-1/entries`]: () =>
      gone ? away() : { body: { items: entriesOf(3), total: 3, offset: 0 } },
    [`POST ${at}/list-1/entries/entry-3/move`]: () => {
      gone = true;
      return away();
    },
  });
  const row = await screen.findByRole('row', { name: 'Song 3 by Accept' });
  fireEvent.keyDown(row, { key: 'ArrowUp', altKey: true });
  expect(await screen.findByText('This playlist is not here')).toBeVisible();
  expect(screen.getByText(/^Not moved\. It is not here any more/)).toBeVisible();
  expect(screen.queryByText(/Song 3|01a21b6e/)).toBeNull();
});

test('the menu moves a song to a place by its number', async () => {
  const { user, sent } = aPage({}, entriesOf(4), {
    [`POST ${at}/list-1/entries/entry-4/move`]: { body: anEntry(4) },
  });
  await user.click(await screen.findByRole('button', { name: 'More for Song 4' }));
  await user.click(screen.getByRole('menuitem', { name: 'Move to place…' }));
  const place = screen.getByLabelText(/^To place/);
  await user.clear(place);
  await user.type(place, '1');
  await user.click(screen.getByRole('button', { name: 'Move' }));
  await waitFor(() => expect(titles()[0]).toBe('Song 4'));
  expect((await sent('POST', '/move'))[0]?.body).toEqual({ after: null });
});

test('a song is removed with the Delete key and comes back by Undo', async () => {
  let items = entriesOf(3);
  const { user, sent } = aPage({}, items, {
    [`GET ${at}/list-1/entries`]: () => ({ body: { items, total: items.length, offset: 0 } }),
    [`POST ${at}/list-1/entries/remove`]: () => {
      items = items.filter(({ id }) => id !== 'entry-2');
      return { body: { removed: 1, undo_id: 'u1' } };
    },
    'POST /api/v1/library/undo/u1': () => {
      items = entriesOf(3);
      return { body: { restored: 1 } };
    },
  });
  const row = await screen.findByRole('row', { name: 'Song 2 by Accept' });
  fireEvent.keyDown(row, { key: 'Delete' });
  await waitFor(() => expect(titles()).toEqual(['Song 1', 'Song 3']));
  expect(await screen.findByText('“Song 2” removed from the playlist.')).toBeVisible();
  expect((await sent('POST', '/remove'))[0]?.body).toEqual({ ids: ['entry-2'] });
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(titles()).toEqual(['Song 1', 'Song 2', 'Song 3']));
});

test('a track of the shop stands beside one’s own songs with its price, as a preview', async () => {
  const track = {
    id: 77,
    title: 'Angel',
    artist: 'Aerosmith',
    album: 'Big Ones',
    duration_ms: 180_000,
    cover_url: '/cover/77',
    price_cents: 99,
    currency: 'USD',
  };
  const entries = [
    anEntry(1),
    anEntry(2, { song: null, track }),
    anEntry(3, { song: aSong(3, { track_id: null, title: 'From a tape' }) }),
  ];
  const { user, store } = aPage({}, entries);
  expect(await screen.findByRole('button', { name: '$0.99, buy Angel' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Play From a tape' })).toBeNull();
  expect(screen.getByText('No recording')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Play preview of Angel' }));
  const { queue, index } = store.getState().player;
  expect([queue.map(({ trackId }) => trackId), index]).toEqual([[1, 77], 1]);
});

test('what rules or the shop fill cannot be moved or added to', async () => {
  aPage({ kind: 'editorial', role: 'follower', editorial_id: 5 });
  const row = await screen.findByRole('row', { name: 'Song 1 by Accept' });
  fireEvent.keyDown(row, { key: 'ArrowDown', altKey: true });
  fireEvent.keyDown(row, { key: 'Delete' });
  expect(titles()).toEqual(['Song 1', 'Song 2', 'Song 3']);
  expect(screen.queryByRole('button', { name: 'Add songs' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
});

test('somebody else’s playlist is not there', async () => {
  open('/library/playlists/strange', {});
  expect(await screen.findByRole('heading', { name: 'This playlist is not here' })).toBeVisible();
});

describe('adding', () => {
  const duplicate = problem(409, 'already-in-playlist', {
    duplicates: [{ title: 'Song 1', artist: 'Accept' }],
    count: 1,
  });
  const added = (count: number, skipped = 0): Reply => ({
    status: 201,
    body: { added: count, skipped, undo_id: 'u1' },
  });
  /** Asks until it is told what to do with duplicates. */
  const asking = async (request: Request) => {
    const { allow_duplicates } = (await request.json()) as { allow_duplicates?: boolean };
    if (allow_duplicates === undefined) return duplicate;
    return allow_duplicates ? added(2) : added(1, 1);
  };

  function dialog(handlers: Handlers) {
    const onClose = jest.fn();
    const requests = serve({
      [`GET ${at}`]: {
        body: { items: [aPlaylist(), aPlaylist({ id: 'smart', name: 'Smart', kind: 'smart' })] },
      },
      ...handlers,
    });
    const view = renderShop(
      <main>
        <AddToPlaylist what={{ songs: ['song-1', 'song-2'] }} label="2 songs" onClose={onClose} />
        <Toasts />
      </main>,
      { state: asLuis },
    );
    return { ...view, onClose, requests };
  }

  test('only playlists that are filled by hand are offered', async () => {
    const { container } = dialog({});
    const list = within(await screen.findByRole('list', { name: 'Your playlists' }));
    expect(list.getAllByRole('button')).toHaveLength(1);
    expect(await axe(container)).toHaveNoViolations();
  });

  test('duplicates are asked about, and left out when so wished', async () => {
    const { user, onClose } = dialog({ [`POST ${at}/list-1/entries`]: asking });
    await user.click(await screen.findByRole('button', { name: /For the road/ }));
    expect(await screen.findByText('Already in there')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Leave it out' }));
    expect(await screen.findByText('1 song added to “For the road”, 1 left out.')).toBeVisible();
    expect(onClose).toHaveBeenCalled();
  });

  test('a new playlist is made by its name and filled', async () => {
    const { user } = dialog({
      [`POST ${at}`]: { status: 201, body: aPlaylist({ id: 'new', name: 'Rain' }) },
      [`POST ${at}/new/entries`]: added(2),
    });
    await user.type(await screen.findByLabelText(/name a new one/), 'Rain');
    await user.click(screen.getByRole('button', { name: 'New playlist' }));
    expect(await screen.findByText('2 songs added to “Rain”.')).toBeVisible();
  });

  test('songs of the library and tracks of the shop are found side by side', async () => {
    const { user, sent } = aPage({}, entriesOf(1), {
      'GET /api/v1/library/songs': {
        body: { items: [aSong(8, { title: 'My own' })], total: 1, offset: 0 },
      },
      'GET /api/v1/music/search': {
        body: {
          tracks: [8, 9].map((id) => ({ item: aTrack(id), highlight: [] })),
          albums: [],
          artists: [],
          facets: { genres: [], kinds: [] },
          query: 'o',
          total: 2,
        },
      },
      [`POST ${at}/list-1/entries`]: added(1),
    });
    await user.click(await screen.findByRole('button', { name: 'Add songs' }));
    await user.type(await screen.findByLabelText(/^Search your library/), 'o');
    const shop = within(await screen.findByRole('region', { name: 'In the shop' }));
    expect(shop.queryByText('Track 8')).toBeNull(); // owned, and listed as one's own
    await user.click(shop.getByRole('button', { name: 'Add Track 9' }));
    expect(await shop.findByText('Added')).toBeVisible();
    expect((await sent('POST', '/entries'))[0]?.body).toEqual({ tracks: [9] });
  });
});

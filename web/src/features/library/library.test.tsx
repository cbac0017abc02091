import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Toasts } from '@/ui/Toasts';
import { asLuis, problem } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve, type Reply } from '../../../tests/service';
import { aSong, windowsOf } from '../../../tests/songs';
import { forgetEdits } from './edits';
import LibraryPage from './LibraryPage';
import type { Song } from './types';

const facets = {
  total: 3,
  duration_ms: 600_000,
  facets: {
    genre: [
      { value: 'Rock', count: 2, selected: false },
      { value: 'Jazz', count: 1, selected: false },
    ],
    rating: [{ value: '4', count: 1, selected: false }],
  },
};
type Handlers = Record<string, Reply | ((request: Request) => Reply | Promise<Reply>)>;

function library(songs: Song[] | number, more: Handlers = {}, at = '/library') {
  const list =
    typeof songs === 'number'
      ? windowsOf(songs)
      : windowsOf(songs.length, (index) => songs[index] as Song);
  const requests = serve({
    'GET /api/v1/library/songs': list,
    'GET /api/v1/library/facets': { body: facets },
    ...more,
  });
  const page = (
    <>
      <main>
        <LibraryPage />
      </main>
      <Toasts />
    </>
  );
  return { ...renderShop(page, { at, state: asLuis }), requests };
}
const focus = (element: HTMLElement) => act(() => element.focus());
const row = (name: RegExp | string) => screen.findByRole('row', { name });
const asked = (requests: Request[], method: string) =>
  requests.filter((request) => request.method === method);
beforeEach(() => act(() => forgetEdits()));
beforeAll(() => {
  window.matchMedia = ((query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener() {},
    removeEventListener() {},
  })) as unknown as typeof window.matchMedia;
});

test('of 100,000 songs one window is fetched, and the grid says how many there are', async () => {
  const { requests } = library(100_000);
  await row(/^Song 1 by/);
  expect(screen.getByRole('grid', { name: 'Your songs' })).toHaveAttribute(
    'aria-rowcount',
    '100001',
  );
  const urls = asked(requests, 'GET').filter(({ url }) => url.includes('/songs'));
  expect(urls.map(({ url }) => new URL(url).search)).toEqual(['?sort=-added&offset=0&limit=200']);
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('any place of the list is reached at once: the End key fetches only the last window', async () => {
  const { user, requests } = library(100_000);
  const scrolled = jest.spyOn(window, 'scrollTo').mockImplementation(() => {});
  focus(await row(/^Song 1 by/));
  await user.keyboard('{End}');
  const [, top] = scrolled.mock.calls.at(-1) as unknown as [number, number];
  expect(top).toBeGreaterThan(100_000 * 52 - window.innerHeight);
  const body = screen.getAllByRole('rowgroup')[1] as HTMLElement;
  body.getBoundingClientRect = () => ({ top: -top }) as DOMRect;
  fireEvent.scroll(window);
  const last = await row(/^Song 100000 by/);
  await waitFor(() => expect(last).toHaveFocus());
  const offsets = asked(requests, 'GET')
    .map(({ url }) => new URL(url).searchParams.get('offset'))
    .filter((offset) => offset !== null);
  expect(offsets).toEqual(['0', '99800']);
  scrolled.mockRestore();
});

test('a rating is shown at once, sent with the version, and taken back when it fails', async () => {
  let answer: (reply: Reply) => void = () => {};
  const { user, requests } = library([aSong(1, { version: 7 })], {
    'PATCH /api/v1/library/songs/song-1': () =>
      new Promise<Reply>((resolve) => {
        answer = resolve;
      }),
  });
  const stars = await screen.findByRole('slider', { name: 'Rating of Song 1' });
  focus(stars);
  await user.keyboard('{ArrowRight}');
  await waitFor(() => expect(stars).toHaveAttribute('aria-valuetext', '½ star'));
  await waitFor(() => expect(asked(requests, 'PATCH')).toHaveLength(1));
  const [sent] = asked(requests, 'PATCH');
  expect(sent?.headers.get('if-match')).toBe('"7"');
  expect(await sent?.json()).toEqual({ rating: 1 });
  await act(async () => answer(problem(500, 'internal')));
  await waitFor(() => expect(stars).toHaveAttribute('aria-valuetext', 'Not rated'));
  expect(screen.getByText(/“Song 1” is not changed/)).toBeVisible();
});

test('quick presses go one after the other, each with the version the last one made', async () => {
  const { user, requests } = library([aSong(1)], {
    'PATCH /api/v1/library/songs/song-1': async (request) => {
      const version = Number(request.headers.get('if-match')?.replaceAll('"', ''));
      return { body: aSong(1, { ...(await request.json()), version: version + 1 }) };
    },
  });
  focus(await screen.findByRole('slider', { name: 'Rating of Song 1' }));
  await user.keyboard('345');
  await waitFor(() => expect(asked(requests, 'PATCH')).toHaveLength(3));
  expect(asked(requests, 'PATCH').map(({ headers }) => headers.get('if-match'))).toEqual([
    '"1"',
    '"2"',
    '"3"',
  ]);
  const stars = screen.getByRole('slider', { name: 'Rating of Song 1' });
  await waitFor(() => expect(stars).toHaveAttribute('aria-valuenow', '5'));
});

test('a change of another field elsewhere does not stand in the way of a rating', async () => {
  const now = aSong(1, { version: 5, notes: 'from the other window' });
  const { user, requests } = library([aSong(1)], {
    'PATCH /api/v1/library/songs/song-1': (request) =>
      request.headers.get('if-match') === '"5"'
        ? { body: { ...now, version: 6, rating: 10 } }
        : problem(412, 'edited-meanwhile', { current: now }),
  });
  focus(await screen.findByRole('slider', { name: 'Rating of Song 1' }));
  await user.keyboard('5');
  await waitFor(() => expect(asked(requests, 'PATCH')).toHaveLength(2));
  expect(screen.queryByRole('dialog', { name: 'Changed in two places' })).toBeNull();
});

test('two edits of one field open a choice between both versions', async () => {
  const before = aSong(1, { title: 'Mine before' });
  const now = aSong(1, { title: 'Theirs', version: 4 });
  const { user, requests } = library(
    [before],
    {
      'GET /api/v1/library/songs/song-1': { body: before },
      'PATCH /api/v1/library/songs/song-1': async (request) =>
        request.headers.get('if-match') === '"4"'
          ? { body: aSong(1, { ...(await request.json()), version: 5 }) }
          : problem(412, 'edited-meanwhile', { current: now }),
    },
    '/library?edit=song-1',
  );
  const editor = await screen.findByRole('dialog', { name: 'Edit the song' });
  const title = await within(editor).findByLabelText('Title');
  await user.clear(title);
  await user.type(title, 'Mine');
  await user.click(within(editor).getByRole('button', { name: 'Save song' }));
  const choice = await screen.findByRole('dialog', { name: 'Changed in two places' });
  expect(within(choice).getByRole('radio', { name: 'Yours: Mine' })).toBeChecked();
  expect(within(choice).getByRole('radio', { name: 'The other: Theirs' })).not.toBeChecked();
  expect(await axe(choice)).toHaveNoViolations();
  expect(screen.queryByRole('dialog', { name: 'Edit the song' })).toBeNull();
  await user.click(within(choice).getByRole('button', { name: 'Save this choice' }));
  await waitFor(() => expect(asked(requests, 'PATCH')).toHaveLength(2));
  expect(await asked(requests, 'PATCH')[1]?.json()).toEqual({ title: 'Mine' });
  expect(await row(/^Mine by/)).toBeVisible();
});

test('without a connection a change is kept, shown, and said', async () => {
  const { user } = library([aSong(1)], {
    'PATCH /api/v1/library/songs/song-1': () => {
      throw new TypeError('no network');
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Favourite: Song 1' }));
  expect(await screen.findByText(/You are offline: “Song 1” is changed here/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Favourite: Song 1' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const kept = Object.entries(localStorage).find(([key]) => key.startsWith('chinook.edits.'));
  expect(kept?.[1]).toContain('"changes":{"favourite":true}');
});

test('filters of the panel stand in the address and are taken back by their chips', async () => {
  const { user, place, requests } = library(3);
  const panel = await screen.findByRole('complementary', { name: 'Filters' });
  await user.click(await within(panel).findByRole('checkbox', { name: /^Rock/ }));
  await user.click(await within(panel).findByRole('checkbox', { name: /^Jazz/ }));
  const filter = 'genre:"Rock"|"Jazz"';
  await waitFor(() =>
    expect(new URLSearchParams(place.current.split('?')[1]).get('filter')).toBe(filter),
  );
  await waitFor(() =>
    expect(
      requests.some(
        ({ url }) => url.includes('/songs?') && new URL(url).searchParams.get('filter') === filter,
      ),
    ).toBe(true),
  );
  await user.click(screen.getByRole('button', { name: 'Remove the filter Rock' }));
  await waitFor(() =>
    expect(new URLSearchParams(place.current.split('?')[1]).get('filter')).toBe('genre:"Jazz"'),
  );
});

test('a search that cannot be read says where it went wrong', async () => {
  const unread = problem(400, 'bad-query', { detail: '`year:abc` is not a number', at: 5 });
  library(
    0,
    { 'GET /api/v1/library/songs': unread, 'GET /api/v1/library/facets': unread },
    '/library?q=year:abc',
  );
  const alert = await screen.findByText('“year:abc” is not a number.');
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(alert.closest('[role=alert]')?.querySelector('mark')).toHaveTextContent('abc');
});

test('Shift extends the selection, and many songs are removed together and come back', async () => {
  const { user, requests } = library(3, {
    'POST /api/v1/library/songs/remove': { body: { removed: 2, undo_id: 'u1' } },
    'POST /api/v1/library/undo/u1': { body: { restored: 2 } },
  });
  focus(await row(/^Song 1 by/));
  await user.keyboard(' {Shift>}{ArrowDown}{/Shift}');
  expect(screen.getByText('2 songs selected')).toBeVisible();
  await user.keyboard('{Delete}');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Undone: everything is as it was.')).toBeVisible();
  const [removal] = asked(requests, 'POST');
  expect(await removal?.json()).toEqual({ selection: { ids: ['song-1', 'song-2'] } });
});

test('everything selected is sent as the view, not song by song', async () => {
  const { user, requests } = library(
    100_000,
    { 'POST /api/v1/library/songs/bulk': { body: { changed: 100_000, undo_id: 'u1' } } },
    '/library?q=wind&sort=title',
  );
  focus(await row(/^Song 1 by/));
  await user.keyboard('{Control>}a{/Control}');
  const bar = screen.getByRole('region', { name: 'Selected songs' });
  expect(within(bar).getByText('100,000 songs selected')).toBeVisible();
  await user.click(within(bar).getByRole('button', { name: 'Edit' }));
  const editor = await screen.findByRole('dialog', { name: 'Edit 100,000 songs' });
  await user.type(within(editor).getByLabelText('Values, with ; between'), 'Folk, World; Live');
  expect(await axe(editor)).toHaveNoViolations();
  await user.click(within(editor).getByRole('button', { name: 'Change 100,000 songs' }));
  await waitFor(() => expect(asked(requests, 'POST')).toHaveLength(1));
  expect(await asked(requests, 'POST')[0]?.json()).toEqual({
    selection: { q: 'wind', filter: '', sort: 'title' },
    changes: [{ op: 'set', field: 'genres', value: ['Folk, World', 'Live'] }],
  });
});

test('bought songs play in the order of the list; one without a recording says so', async () => {
  const { user, store } = library([aSong(3), aSong(9, { track_id: null }), aSong(2)]);
  await user.click(await screen.findByRole('button', { name: 'Play Song 2' }));
  await waitFor(() => {
    const { queue, index } = store.getState().player;
    expect([queue.map(({ trackId }) => trackId), index]).toEqual([[3, 2], 1]);
  });
  focus(await row(/^Song 9 by/));
  await user.keyboard('{Enter}');
  expect(await screen.findByText(/There is no recording of “Song 9” here yet/)).toBeVisible();
});

test('the head of a column sorts, and turns around at the second press', async () => {
  const { user, place } = library([aSong(1)]);
  await user.click(await screen.findByRole('button', { name: 'Artist' }));
  await waitFor(() => expect(place.current).toBe('/library?sort=artist'));
  await user.click(await screen.findByRole('button', { name: 'Artist' }));
  await waitFor(() => expect(place.current).toBe('/library?sort=-artist'));
});

test('columns are made wider by keyboard and remembered', async () => {
  const { user } = library([aSong(1)]);
  const handle = await screen.findByRole('separator', { name: 'Width of Artist' });
  expect(handle).toHaveAttribute('aria-valuenow', '200');
  focus(handle);
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(handle).toHaveAttribute('aria-valuenow', '216'));
  expect(localStorage.getItem('chinook.library.columns')).toContain('"artist":216');
});

test('a column that one chooses is shown, also where the list is too narrow for all', async () => {
  const { user } = library([aSong(1, { year: 1994, notes: 'From the attic', tags: ['rain'] })]);
  await row(/^Song 1 by/);
  expect(screen.queryByRole('separator', { name: 'Width of Notes' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Choose columns' }));
  const dialog = await screen.findByRole('dialog', { name: 'Columns' });
  for (const name of ['Notes', 'Tags', 'Added', 'Last played'])
    await user.click(within(dialog).getByRole('checkbox', { name }));
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));
  for (const name of ['Artist', 'Album', 'Year', 'Notes', 'Tags', 'Added', 'Last played'])
    expect(screen.getByRole('separator', { name: `Width of ${name}` })).toBeVisible();
  expect(screen.getByText('From the attic')).toBeVisible();
  expect(screen.getByRole('grid').style.getPropertyValue('--song-width')).toMatch(/^1\d{3}px$/);
});

test('a song of which little is known has no length, no way to the shop and nothing to play', async () => {
  const { id, version, artists, genres, tags, favourite, source, play_count, added_at } = aSong(1);
  const known = { id, version, artists, genres, tags, favourite, source, play_count, added_at };
  const { user } = library([{ ...known, title: 'Hummed once' }]);
  const line = await row('Hummed once');
  expect(line).not.toHaveTextContent(/\d|NaN/);
  expect(screen.queryByRole('button', { name: 'Play Hummed once' })).toBeNull();
  expect(screen.getByRole('slider', { name: 'Rating of Hummed once' })).toHaveAttribute(
    'aria-valuetext',
    'Not rated',
  );
  await user.click(screen.getByRole('button', { name: 'More for Hummed once' }));
  const items = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
  expect(items).toContain('Edit');
  expect(items).not.toContain('See it in the shop');
  expect(items).not.toContain('Download');
});

test('a press with Shift selects songs, and no words of the page', async () => {
  library(3);
  fireEvent.click(await row(/^Song 1 by/));
  const third = await row(/^Song 3 by/);
  expect(fireEvent.mouseDown(third, { shiftKey: true })).toBe(false);
  fireEvent.click(third, { shiftKey: true });
  expect(screen.getByText('3 songs selected')).toBeVisible();
  expect(fireEvent.mouseDown(third)).toBe(true);
});

test('a song is added by hand, filled from the shop’s catalogue', async () => {
  const draft = {
    title: 'Wind of Change',
    artist: 'Scorpions',
    album: 'Crazy World',
    year: 1990,
  };
  const { user, requests } = library(
    3,
    {
      'GET /api/v1/library/suggest': {
        body: {
          items: [
            { kind: 'shop_track', label: draft.title, detail: 'Scorpions', track_id: 7, draft },
          ],
        },
      },
      'POST /api/v1/library/songs': { status: 201, body: aSong(4) },
    },
    '/library?edit=new',
  );
  const editor = await screen.findByRole('dialog', { name: 'Add a song' });
  await user.type(within(editor).getByLabelText('Title'), 'wind of');
  await user.click(await within(editor).findByRole('option', { name: /Wind of Change/ }));
  expect(within(editor).getByLabelText(/^Album \(/)).toHaveValue('Crazy World');
  await user.type(within(editor).getByLabelText(/^Artists \(/), 'Earth, Wind & Fire{Enter}');
  await user.type(within(editor).getByLabelText(/^Tags/), 'gym,run{Enter}');
  expect(await axe(editor)).toHaveNoViolations();
  await user.click(within(editor).getByRole('button', { name: 'Add song' }));
  await waitFor(() => expect(asked(requests, 'POST')).toHaveLength(1));
  expect(await asked(requests, 'POST')[0]?.json()).toEqual({
    title: draft.title,
    artists: ['Scorpions', 'Earth, Wind & Fire'],
    album: draft.album,
    year: draft.year,
    tags: ['gym', 'run'],
  });
});

test('an editor left by mistake gives back what was written', async () => {
  const { user } = library(3, {}, '/library?edit=new');
  const editor = await screen.findByRole('dialog', { name: 'Add a song' });
  await user.type(within(editor).getByLabelText('Title'), 'Half a');
  await user.click(within(editor).getByRole('button', { name: 'Close' }));
  await user.click(await screen.findByRole('button', { name: 'Go on editing' }));
  const again = await screen.findByRole('dialog', { name: 'Add a song' });
  await waitFor(() => expect(within(again).getByLabelText('Title')).toHaveValue('Half a'));
});

test('an empty library teaches how it fills; the page has no accessibility faults', async () => {
  const { container } = library(0);
  expect(await screen.findByText(/Whatever you buy appears here/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Import a collection' })).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
});

test('a full list has no accessibility faults', async () => {
  const { container } = library(300);
  await row(/^Song 1 by/);
  expect(await axe(container)).toHaveNoViolations();
});

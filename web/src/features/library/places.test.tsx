import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { ReactElement } from 'react';
import { Toasts } from '@/ui/Toasts';
import { asLuis } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve, type Reply } from '../../../tests/service';
import { aSong } from '../../../tests/songs';
import AlbumsPage from './AlbumsPage';
import ArtistsPage from './ArtistsPage';
import DuplicatesPage from './DuplicatesPage';

function show(page: ReactElement, handlers: Record<string, Reply>, at = '/library') {
  const requests = serve(handlers);
  const ui = (
    <>
      <main>{page}</main>
      <Toasts />
    </>
  );
  return { ...renderShop(ui, { at, state: asLuis }), requests };
}

test('artists lead to their songs', async () => {
  const items = [{ name: 'AC/DC', songs: 18, albums: 2, cover_url: null }];
  const { container } = show(<ArtistsPage />, {
    'GET /api/v1/library/artists': { body: { items, total: 1, offset: 0 } },
  });
  const link = await screen.findByRole('link', { name: 'AC/DC' });
  expect(link).toHaveAttribute('href', `/library?filter=${encodeURIComponent('artist:"AC/DC"')}`);
  expect(screen.getByText('18 songs, 2 albums')).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
});

test('albums are asked for page after page, in the order the address says', async () => {
  const album = (n: number) => ({
    title: `Album ${n}`,
    artist: 'Queen',
    year: 1975,
    songs: 12,
    cover_url: `/api/v1/music/albums/${n}/cover`,
    duration_ms: 2_400_000,
  });
  const items = Array.from({ length: 60 }, (_, n) => album(n));
  const { user, requests } = show(
    <AlbumsPage />,
    { 'GET /api/v1/library/albums': { body: { items, total: 200, offset: 0 } } },
    '/library/albums?sort=-year',
  );
  await screen.findByRole('link', { name: 'Album 0' });
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  expect(requests.map(({ url }) => new URL(url).search)).toEqual([
    '?sort=-year&offset=0&limit=60',
    '?sort=-year&offset=60&limit=60',
  ]);
});

test('duplicates stand side by side; the chosen one stays, and the merge can be undone', async () => {
  const plain = aSong(1, { track_id: null, source: 'imported' });
  const bought = aSong(2, { title: 'Song 1', rating: 9 });
  const { container, user, requests } = show(<DuplicatesPage />, {
    'GET /api/v1/library/duplicates': {
      body: { items: [{ reason: 'recording', songs: [plain, bought] }], total: 1 },
    },
    'POST /api/v1/library/duplicates/merge': { body: { song: plain, undo_id: 'u9' } },
    'POST /api/v1/library/undo/u9': { body: { restored: 2 } },
  });
  const group = await screen.findByRole('group', { name: /^Song 1/ });
  const [first, second] = within(group).getAllByRole('radio');
  expect(second).toBeChecked();
  expect(await axe(container)).toHaveNoViolations();
  await user.click(first as HTMLElement);
  await user.click(within(group).getByRole('button', { name: /^Merge/ }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(requests.some(({ url }) => url.endsWith('/undo/u9'))).toBe(true));
  const merge = requests.find(({ url }) => url.endsWith('/merge'));
  expect(await merge?.json()).toEqual({ keep: 'song-1', others: ['song-2'] });
});

test('without duplicates the page says what would stand there', async () => {
  show(<DuplicatesPage />, { 'GET /api/v1/library/duplicates': { body: { items: [], total: 0 } } });
  expect(await screen.findByText('No song is here twice')).toBeVisible();
});

test('the place where one is stands in sight, however narrow the row of places', () => {
  const sized = jest.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockReturnValue(700);
  show(<DuplicatesPage />, {}, '/library/duplicates');
  expect(screen.getByRole('navigation', { name: 'Library' }).scrollLeft).toBe(700);
  sized.mockRestore();
});

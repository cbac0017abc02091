import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { Song } from '@/api/generated';
import { asLuis } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import LibraryPage from './LibraryPage';

const song = (id: number, more: Partial<Song> = {}): Song => ({
  id: `song-${id}`,
  title: `Song ${id}`,
  artist: 'Accept',
  album: 'Restless and Wild',
  genre: 'Rock',
  duration_ms: 200_000,
  track_id: id,
  cover_url: `/cover/${id}`,
  added_at: '2026-11-20T10:00:00Z',
  source: 'bought',
  ...more,
});

function library(items: Song[], next_cursor: string | null = null, at = '/library') {
  const requests = serve({ 'GET /api/v1/library/songs': { body: { items, next_cursor } } });
  const page = (
    <main>
      <LibraryPage />
    </main>
  );
  return { ...renderShop(page, { at, state: asLuis }), requests };
}
const queued = (store: ReturnType<typeof library>['store']) => {
  const { queue, index } = store.getState().player;
  return [queue.map(({ trackId }) => trackId), index];
};

test('bought songs are listed and played in the order on the page', async () => {
  const { user, store, container } = library([song(3), song(1), song(2)]);
  expect(await screen.findByText('3 songs, 10 min')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Play all' }));
  expect(queued(store)).toEqual([[3, 1, 2], 0]);
  expect(await axe(container)).toHaveNoViolations();
});

test('a song plays from here on, past what has no recording', async () => {
  const { user, store } = library([song(3), song(9, { track_id: null }), song(2)]);
  await user.click(await screen.findByRole('button', { name: 'Play Song 2' }));
  expect(queued(store)).toEqual([[3, 2], 1]);
});

test('the head of a column sorts, and turns around at the second press', async () => {
  const { user, place, requests } = library([song(1)]);
  await user.click(await screen.findByRole('button', { name: 'Artist' }));
  await waitFor(() => expect(place.current).toBe('/library?sort=artist'));
  await user.click(await screen.findByRole('button', { name: 'Artist' }));
  await waitFor(() => expect(place.current).toBe('/library?sort=-artist'));
  await waitFor(() => {
    const sorts = requests.map(({ url }) => new URL(url).searchParams.get('sort'));
    expect(sorts).toEqual(['-added', 'artist', '-artist']);
  });
});

test('an empty library teaches how it fills', async () => {
  const { container } = library([]);
  expect(await screen.findByText(/Whatever you buy appears here/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'See top sellers' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Play all' })).toBeNull();
  expect(await axe(container)).toHaveNoViolations();
});

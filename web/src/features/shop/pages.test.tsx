import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import type { AlbumDetail, ArtistSummary, Home, SearchResults } from '@/api/generated';
import { aTrack, anAlbum, tracks } from '../../../tests/fixtures';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import AlbumPage from './AlbumPage';
import AlbumsPage from './AlbumsPage';
import ArtistPage from './ArtistPage';
import HomePage from './HomePage';
import SearchPage from './SearchPage';
import TrackPage from './TrackPage';

const genre = { id: 1, name: 'Rock', cover_url: '/g.svg', album_count: 117, track_count: 1297 };
const artist: ArtistSummary = {
  id: 3,
  name: 'Aerosmith',
  image_url: '/i.svg',
  album_count: 1,
  track_count: 15,
  genres: [{ id: 1, name: 'Rock' }],
};
const home: Home = {
  featured: [anAlbum(1), anAlbum(2, { title: 'Second' })],
  new_arrivals: [anAlbum(3)],
  top_albums: [anAlbum(4)],
  top_tracks: tracks(2),
  genres: [genre],
  playlists: [
    { id: 5, name: '90’s Music', cover_url: '/p.svg', track_count: 1477, duration_ms: 398_705_153 },
  ],
};
const album: AlbumDetail = {
  ...anAlbum(1, { title: 'Big Ones' }),
  list_price: { amount: 1188, currency: 'USD' },
  discount_percent: 10,
  genres: [{ id: 1, name: 'Rock' }],
  tracks: [aTrack(1), aTrack(2, { name: 'A film', kind: 'video' })],
  similar: [anAlbum(8)],
  more_by_artist: [anAlbum(9, { title: 'Pump' })],
};
const found: SearchResults = {
  query: 'areosmith',
  corrected: 'aerosmith',
  total: 3,
  artists: [{ item: artist, highlight: [{ text: 'Aerosmith', hit: true }] }],
  albums: [{ item: anAlbum(1), highlight: [{ text: 'Album 1', hit: false }] }],
  tracks: [{ item: aTrack(1), highlight: [{ text: 'Track 1', hit: false }] }],
  facets: {
    kinds: [
      { kind: 'artist', count: 1 },
      { kind: 'album', count: 1 },
      { kind: 'track', count: 1 },
    ],
    genres: [{ genre: { id: 1, name: 'Rock' }, count: 2 }],
  },
};
const service = {
  'GET /api/v1/music/home': { body: home },
  'GET /api/v1/music/albums/1': { body: album },
  'GET /api/v1/music/genres': { body: { items: [genre] } },
  'GET /api/v1/music/search': { body: found },
};

function open(at: string) {
  return renderShop(
    <main>
      <Routes>
        <Route path="/" element={<HomePage />} />
        <Route path="/albums" element={<AlbumsPage />} />
        <Route path="/albums/:id" element={<AlbumPage />} />
        <Route path="/artists/:id" element={<ArtistPage />} />
        <Route path="/tracks/:id" element={<TrackPage />} />
        <Route path="/search" element={<SearchPage />} />
      </Routes>
    </main>,
    { at },
  );
}

test('home shows every shelf, each with its way to more', async () => {
  serve(service);
  const { container } = open('/');
  for (const name of [
    'New arrivals',
    'Top sellers',
    'Top tracks',
    'Genres',
    'Playlists from the shop',
  ]) {
    expect(await screen.findByRole('region', { name })).toBeInTheDocument();
  }
  expect(document.title).toBe('Music to keep · Chinook');
  expect(await axe(container)).toHaveNoViolations();
});

test('the visitor turns the featured albums', async () => {
  serve(service);
  const { user } = open('/');
  const hero = await screen.findByRole('region', { name: 'Featured albums' });
  expect(within(hero).getByRole('button', { name: 'Buy for $10.69: Album 1' })).toBeInTheDocument();
  await user.click(within(hero).getByRole('button', { name: /Show Second/ }));
  expect(within(hero).getByRole('button', { name: 'Buy for $10.69: Second' })).toBeInTheDocument();
});

test('home that cannot load says so and loads on the next try', async () => {
  let broken = true;
  serve({ 'GET /api/v1/music/home': () => (broken ? { status: 503, body: {} } : { body: home }) });
  const { user } = open('/');
  const retry = await screen.findByRole('button', { name: 'Try again' });
  broken = false;
  await user.click(retry);
  expect(await screen.findByRole('region', { name: 'New arrivals' })).toBeInTheDocument();
});

test('an album shows its price, what it saves, and its tracks in order', async () => {
  serve(service);
  const { container } = open('/albums/1');
  expect(await screen.findByRole('heading', { level: 1, name: 'Big Ones' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Buy for $10.69: Big Ones' })).toBeInTheDocument();
  expect(screen.getByText('10% less')).toBeInTheDocument();
  const rows = within(screen.getByRole('list', { name: 'Tracks of Big Ones' })).getAllByRole(
    'listitem',
  );
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('Track 1'),
    expect.stringContaining('A film'),
  ]);
  expect(rows[1]).toHaveTextContent('Video');
  expect(await axe(container)).toHaveNoViolations();
});

test('playing a row of an album lines up the album and marks the row', async () => {
  serve(service);
  const { user, store } = open('/albums/1');
  await user.click(await screen.findByRole('button', { name: 'Play preview of A film' }));
  expect(store.getState().player).toMatchObject({ index: 1, wantsToPlay: true });
  expect(screen.getByRole('button', { name: 'Pause preview of A film' })).toBeInTheDocument();
  expect(screen.getByText('(playing)')).toBeInTheDocument();
});

test('an album the shop does not have is said so, with a way on', async () => {
  serve(service);
  open('/albums/999999');
  expect(await screen.findByText('We do not have this album')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Browse all albums' })).toHaveAttribute(
    'href',
    '/albums',
  );
});

test('an impossible address asks the service nothing', () => {
  const requests = serve(service);
  open('/albums/1e3');
  expect(screen.getByText('We do not have this album')).toBeInTheDocument();
  expect(requests).toHaveLength(0);
});

test('an artist without albums is no empty page', async () => {
  const nothing = { albums: [], appears_on: [], top_tracks: [], similar: [] };
  serve({
    'GET /api/v1/music/artists/25': {
      body: { ...artist, ...nothing, name: 'Milton', album_count: 0 },
    },
  });
  const { container } = open('/artists/25');
  expect(await screen.findByText('Nothing to buy yet')).toBeInTheDocument();
  expect(await axe(container)).toHaveNoViolations();
});

test('sorting and filtering albums are in the address and in the question to the service', async () => {
  const requests = serve({
    ...service,
    'GET /api/v1/music/albums': { body: { items: [anAlbum(1)], next_cursor: null } },
  });
  const { user, place } = open('/albums?sort=price');
  await screen.findByRole('heading', { name: 'Album 1' });
  await user.selectOptions(screen.getByLabelText('Genre'), 'Rock');
  expect(place.current).toBe('/albums?sort=price&genre=1');
  await screen.findByRole('heading', { name: 'Album 1' });
  const asked =
    requests.filter((request) => request.url.includes('/music/albums')).at(-1)?.url ?? '';
  expect(Object.fromEntries(new URL(asked).searchParams)).toEqual({
    sort: 'price',
    genre_id: '1',
    limit: '48',
  });
});

test('a made-up sort in the address falls back to the best selling', async () => {
  const requests = serve({
    ...service,
    'GET /api/v1/music/albums': { body: { items: [], next_cursor: null } },
  });
  open('/albums?sort=colour&genre=-1');
  expect(await screen.findByText('No such albums')).toBeInTheDocument();
  const asked = new URL(
    requests.find((request) => request.url.includes('/music/albums'))?.url ?? '',
  );
  expect(asked.searchParams.get('sort')).toBe('popularity');
  expect(asked.searchParams.has('genre_id')).toBe(false);
});

test('search shows what it took the words for, marks hits, and narrows by kind and genre', async () => {
  serve(service);
  const { user, place, container } = open('/search?q=areosmith');
  expect(
    await screen.findByText(/3 results for “aerosmith”, the nearest we have/),
  ).toBeInTheDocument();
  expect(container.querySelector('mark')).toHaveTextContent('Aerosmith');
  await user.click(screen.getByRole('button', { name: /Rock 2|Rock2/ }));
  expect(place.current).toBe('/search?q=areosmith&genre=1');
  await user.click(screen.getByRole('button', { name: /^Albums/ }));
  expect(place.current).toBe('/search?q=areosmith&genre=1&kind=album');
  expect(await axe(container)).toHaveNoViolations();
});

test('a link to a track leads to its row on the album', async () => {
  serve({ ...service, 'GET /api/v1/music/tracks/2': { body: aTrack(2) } });
  const { place } = open('/tracks/2');
  await screen.findByRole('heading', { level: 1, name: 'Big Ones' });
  expect(place.current).toBe('/albums/1');
});

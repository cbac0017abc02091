import { route } from '@/lib/route';

export const shopRoutes = [
  route('/', () => import('./HomePage')),
  route('/artists', () => import('./ArtistsPage')),
  route('/artists/:id', () => import('./ArtistPage')),
  route('/albums', () => import('./AlbumsPage')),
  route('/albums/:id', () => import('./AlbumPage')),
  route('/genres', () => import('./GenresPage')),
  route('/genres/:id', () => import('./GenrePage')),
  route('/playlists', () => import('./PlaylistsPage')),
  route('/playlists/:id', () => import('./PlaylistPage')),
  route('/tracks', () => import('./TracksPage')),
  route('/tracks/:id', () => import('./TrackPage')),
  route('/search', () => import('./SearchPage')),
];

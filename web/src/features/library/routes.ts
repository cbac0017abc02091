import { route, type Route } from '@/lib/route';

export const libraryRoutes: Route[] = [
  route('/library', () => import('./LibraryPage')),
  route('/library/songs/:id', () => import('./SongLink')),
  route('/library/artists', () => import('./ArtistsPage')),
  route('/library/albums', () => import('./AlbumsPage')),
  route('/library/duplicates', () => import('./DuplicatesPage')),
];

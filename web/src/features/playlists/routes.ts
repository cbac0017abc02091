import { route, type Route } from '@/lib/route';

export const playlistRoutes: Route[] = [
  route('/library/playlists', () => import('./PlaylistsPage')),
  route('/library/playlists/smart', () => import('./SmartPage')),
  route('/library/playlists/:id', () => import('./PlaylistPage')),
  route('/library/playlists/:id/rules', () => import('./SmartPage')),
];

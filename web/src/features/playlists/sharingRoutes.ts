import { route, type Route } from '@/lib/route';

/** Pages that are reached by a link somebody gave away. */
export const sharingRoutes: Route[] = [
  route('/s/:token', () => import('./SharedPage')),
  route('/i/:token', () => import('./InvitePage')),
  route('/u/:handle', () => import('./ProfilePage')),
  route('/u/:handle/:id', () => import('./ProfilePlaylistPage')),
];

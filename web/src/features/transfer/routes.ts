import { route, type Route } from '@/lib/route';

export const transferRoutes: Route[] = [
  route('/library/import', () => import('./ImportsPage')),
  route('/library/import/:id', () => import('./ImportPage')),
  route('/library/export', () => import('./ExportPage')),
];

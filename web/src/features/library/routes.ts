import { route, type Route } from '@/lib/route';

export const libraryRoutes: Route[] = [route('/library', () => import('./LibraryPage'))];

import type { Route } from '@/lib/route';

export const libraryRoutes: Route[] = [];

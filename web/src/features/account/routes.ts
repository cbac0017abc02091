import type { Route } from '@/lib/route';

export const accountRoutes: Route[] = [];

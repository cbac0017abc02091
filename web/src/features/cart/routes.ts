import type { Route } from '@/lib/route';

export const cartRoutes: Route[] = [];

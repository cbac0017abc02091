import type { Route } from '@/lib/route';

export const checkoutRoutes: Route[] = [];

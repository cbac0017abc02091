import type { Route } from '@/lib/route';

export const authRoutes: Route[] = [];

import { route, type Route } from '@/lib/route';

export const checkoutRoutes: Route[] = [
  route('/checkout', () => import('./CheckoutPage')),
  route('/checkout/return', () => import('./ReturnPage')),
];

import { route, type Route } from '@/lib/route';

export const redeemRoutes: Route[] = [route('/redeem', () => import('./RedeemPage'))];

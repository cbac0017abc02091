import { route, type Route } from '@/lib/route';

export const accountRoutes: Route[] = [
  route('/account', () => import('./ProfilePage')),
  route('/account/addresses', () => import('./AddressesPage')),
  route('/account/preferences', () => import('./PreferencesPage')),
  route('/account/security', () => import('./SecurityPage')),
  route('/account/data', () => import('./DataPage')),
  route('/purchases', () => import('./PurchasesPage')),
  route('/purchases/:id', () => import('./OrderPage')),
  route('/purchases/:id/invoice', () => import('./InvoicePage')),
];

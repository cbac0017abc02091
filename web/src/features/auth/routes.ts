import { route, type Route } from '@/lib/route';

export const authRoutes: Route[] = [
  route('/sign-in', () => import('./SignInPage')),
  route('/sign-up', () => import('./SignUpPage')),
  route('/check-mail', () => import('./CheckMailPage')),
  route('/verify', () => import('./VerifyPage')),
  route('/forgot', () => import('./ForgotPage')),
  route('/reset', () => import('./ResetPage')),
];

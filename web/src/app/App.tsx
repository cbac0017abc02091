import { lazy, Suspense } from 'react';
import { Provider } from 'react-redux';
import { BrowserRouter, Route, Routes } from 'react-router';
import { accountRoutes } from '@/features/account/routes';
import { authRoutes } from '@/features/auth/routes';
import { cartRoutes } from '@/features/cart/routes';
import { checkoutRoutes } from '@/features/checkout/routes';
import { redeemRoutes } from '@/features/redeem/routes';
import type { PlayerController } from '@/features/player/controller';
import { PlayerContext } from '@/features/player/PlayerContext';
import { sharingRoutes } from '@/features/playlists/sharingRoutes';
import { supportRoutes } from '@/features/support/routes';
import { shopRoutes } from '@/features/shop/routes';
import { route } from '@/lib/route';
import { ErrorBoundary } from './ErrorBoundary';
import { Shell } from './Shell';
import type { AppStore } from './store';
import { PageSkeleton } from './PageSkeleton';

const NotFoundPage = lazy(() => import('./NotFoundPage'));

const routes = [
  ...shopRoutes,
  ...authRoutes,
  ...cartRoutes,
  ...checkoutRoutes,
  ...redeemRoutes,
  ...accountRoutes,
  ...supportRoutes,
  ...sharingRoutes,
  route('/library/*', () => import('./LibraryArea')),
  route('/admin/*', () => import('./AdminArea')),
];

export function App({ store, player }: { store: AppStore; player: PlayerController }) {
  return (
    <Provider store={store}>
      <PlayerContext value={player}>
        <BrowserRouter>
          <Shell>
            <ErrorBoundary>
              <Suspense fallback={<PageSkeleton />}>
                <Routes>
                  {routes.map(({ path, Page }) => (
                    <Route key={path} path={path} element={<Page />} />
                  ))}
                  <Route path="*" element={<NotFoundPage />} />
                </Routes>
              </Suspense>
            </ErrorBoundary>
          </Shell>
        </BrowserRouter>
      </PlayerContext>
    </Provider>
  );
}

import { Suspense, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import { BrowserRouter, Route, Routes } from 'react-router';
import { accountRoutes } from '@/features/account/routes';
import { authRoutes } from '@/features/auth/routes';
import { cartRoutes } from '@/features/cart/routes';
import { checkoutRoutes } from '@/features/checkout/routes';
import { libraryRoutes } from '@/features/library/routes';
import HomePage from '@/features/shop/HomePage';
import { shopRoutes } from '@/features/shop/routes';
import { ErrorBoundary } from './ErrorBoundary';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';
import type { AppStore } from './store';
import { PageSkeleton } from './PageSkeleton';

const routes = [
  ...shopRoutes,
  ...authRoutes,
  ...cartRoutes,
  ...checkoutRoutes,
  ...accountRoutes,
  ...libraryRoutes,
];

export function App({ store, children }: { store: AppStore; children?: ReactNode }) {
  return (
    <Provider store={store}>
      <BrowserRouter>
        <Shell>
          <ErrorBoundary>
            <Suspense fallback={<PageSkeleton />}>
              <Routes>
                <Route path="/" element={<HomePage />} />
                {routes.map(({ path, Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
                <Route path="*" element={<NotFoundPage />} />
              </Routes>
            </Suspense>
          </ErrorBoundary>
        </Shell>
        {children}
      </BrowserRouter>
    </Provider>
  );
}

import { lazy, Suspense, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { useLocation } from 'react-router';
import type { AuthState } from '@/api/session';
import { SessionGuard } from '@/features/auth/SessionGuard';
import { CartDrawer } from '@/features/cart/CartDrawer';
import { PlayerBar } from '@/features/player/PlayerBar';
import { Toasts } from '@/ui/Toasts';

import { Footer } from './Footer';
import { Header } from './Header';
import { Navigation } from './Navigation';

const OfflineBanner = lazy(() => import('@/features/offline/OfflineBanner'));
/** For staff who see the shop as a customer: nobody else carries it. */
const LookBanner = lazy(() => import('@/features/auth/LookBanner'));

/** The frame of every page: skip link, header, the page, footer, messages. */
export function Shell({ children }: { children: ReactNode }) {
  // The back office brings a frame of its own.
  const inOffice = /^\/admin(\/|$)/.test(useLocation().pathname);
  const looking = useSelector(({ auth }: { auth: AuthState }) => Boolean(auth.looking));
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-accent focus:px-4 focus:py-2 focus:text-accent-ink"
      >
        Skip to the page
      </a>
      {looking && (
        <Suspense fallback={null}>
          <LookBanner />
        </Suspense>
      )}
      <Navigation />
      {inOffice ? (
        children
      ) : (
        <>
          <Header />
          <main id="main" tabIndex={-1} className="flex-1">
            {children}
          </main>
          <Footer />
          <PlayerBar />
          <CartDrawer />
        </>
      )}
      <Toasts />
      <Suspense fallback={null}>
        <OfflineBanner />
      </Suspense>
      <SessionGuard />
    </div>
  );
}

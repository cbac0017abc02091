import {
  authSlice,
  lastAccount,
  resumed,
  selectAuthStatus,
  sessionHint,
  signedOut,
} from '@/api/session';
import { refresh } from '@/api/base';
import { generatedApi } from '@/api/generated';
import { followAccount } from '@/features/auth/followAccount';
import { persistCart } from '@/features/cart/cartSlice';
import { mergeCartAtSignIn } from '@/features/cart/mergeAtSignIn';
import { PlayerController } from '@/features/player/controller';
import { AudioEngine } from '@/features/player/engine';
import { persistPlayer, restoredPlayer } from '@/features/player/persist';
import { onOwnershipChange, resolveWith } from '@/features/player/source';
import { makeStore, type AppStore } from './store';

/** Everything that lives beside React, wired once for a page. */
export function openShop(): { store: AppStore; player: PlayerController } {
  const store = makeStore({ player: restoredPlayer() });
  persistCart(store);
  followAccount(store);
  mergeCartAtSignIn(store);
  persistPlayer(store);
  const player = new PlayerController(store, new AudioEngine(), resolveWith(store));
  onOwnershipChange(store, () => player.ownershipChanged());
  // Media keys are of no use before something plays: their code may come a little later.
  void import('@/features/player/mediaSession').then((module) =>
    module.connectMediaSession(store, player),
  );
  void import('@/features/offline/offline').then((module) => module.startOffline(store));
  if (selectAuthStatus(store.getState()) === 'unknown') void restoreSession(store);
  followOtherTabs(store);
  reloadOnceOnStaleCode();
  warmUpHome(store);
  return { store, player };
}

/** The refresh cookie brings back who was signed in; without an answer the page is a visitor's. */
async function restoreSession(store: AppStore) {
  const answer = await refresh({
    dispatch: store.dispatch,
    getState: store.getState,
    signal: new AbortController().signal,
    abort: () => {},
    extra: undefined,
    endpoint: 'refreshSession',
    type: 'mutation',
  });
  if (answer.error && store.getState()[authSlice.name].status === 'unknown') {
    const known = answer.error.status === 'FETCH_ERROR' ? lastAccount.get() : null;
    store.dispatch(known ? resumed(known) : signedOut({ expired: false }));
  }
}

/** Signing out in one tab signs out every tab; signing in elsewhere brings the session here. */
function followOtherTabs(store: AppStore) {
  window.addEventListener('storage', (event) => {
    if (event.key !== sessionHint.key) return;
    const status = selectAuthStatus(store.getState());
    if (event.newValue === null && status === 'signed_in')
      store.dispatch(signedOut({ expired: false }));
    if (event.newValue !== null && status !== 'signed_in') void restoreSession(store);
  });
}

/**
 * After a deployment old chunks may be gone: one reload fetches the new page, never a loop. Without a
 * connection it would only lose the page that is there.
 */
function reloadOnceOnStaleCode() {
  window.addEventListener('vite:preloadError', (event) => {
    const key = 'chinook.reloaded';
    if (!navigator.onLine || sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, '1');
    event.preventDefault();
    window.location.reload();
  });
}

/** On the landing page its code and its data are fetched side by side, not one after the other. */
function warmUpHome(store: AppStore) {
  if (window.location.pathname !== '/') return;
  void import('@/features/shop/HomePage');
  void store.dispatch(generatedApi.util.prefetch('getHome', undefined, {}));
}

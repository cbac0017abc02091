import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { api } from '@/api/base';
import { lastAccount, type AuthState } from '@/api/session';
import { allEdits, forgetEdits, openEdits } from '@/features/library/edits';
import { plural } from '@/lib/format';
import { toasted } from '@/ui/toastSlice';
import { connection, setConnection } from './connection';
import { forgetLibrary } from './forget';

/** While the service cannot be reached it is asked so often whether it is back. */
const askEveryMs = 10_000;
const updateEveryMs = 3_600_000;

type Store = {
  // oxlint-disable-next-line typescript/no-explicit-any -- a feature does not know the whole state
  getState(): any;
  // oxlint-disable-next-line typescript/no-explicit-any
  dispatch: ThunkDispatch<any, unknown, UnknownAction>;
  subscribe(listener: () => void): () => void;
};
const authOf = (store: Store): AuthState => (store.getState() as { auth: AuthState }).auth;

/** Starts what lets the library be read without a connection, and sends what was changed then. */
export function startOffline(store: Store): void {
  followAccount(store);
  watchConnection(store);
  void registerWorker();
}

/** What was kept belongs to one account, and goes when that account does. */
function followAccount(store: Store) {
  let before: string | null = null;
  let status: AuthState['status'] | null = null;
  function look() {
    const auth = authOf(store);
    if (auth.status === status && auth.account?.id === (before ?? undefined)) return;
    status = auth.status;
    const now = auth.account?.id ?? null;
    if (status === 'visitor') {
      if (before !== null) forgetEdits();
      lastAccount.clear();
      void forgetLibrary();
    } else if (auth.account?.kind === 'customer') {
      lastAccount.set(auth.account);
      openEdits(auth.account.id);
      void sendWaiting(store);
    }
    before = now;
  }
  look();
  store.subscribe(look);
}

function watchConnection(store: Store) {
  let timer: ReturnType<typeof setInterval> | undefined;

  async function ask() {
    const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
    if (answer?.ok) isBack();
  }
  function isBack() {
    clearInterval(timer);
    timer = undefined;
    if (!connection().offline) return;
    setConnection({ offline: false });
    void sendWaiting(store).then(() =>
      store.dispatch(api.util.invalidateTags(['Library', 'Playlists'])),
    );
  }
  function isLost() {
    setConnection({ offline: true });
    timer ??= setInterval(() => void ask(), askEveryMs);
  }
  window.addEventListener('offline', isLost);
  window.addEventListener('online', () => void ask());
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === 'unreachable') isLost();
  });
  if (!navigator.onLine) isLost();
}

/** Sends what was changed without a connection; collisions wait on the library's page. */
async function sendWaiting(store: Store): Promise<void> {
  if (connection().offline || !allEdits().some(({ current }) => current === null)) return;
  const { sendEdits } = await import('@/features/library/sendEdits');
  const sent = await sendEdits(store);
  if (sent > 0)
    store.dispatch(toasted({ message: `${plural(sent, 'song')} changed offline: sent.` }));
}

async function registerWorker() {
  const workers = navigator.serviceWorker;
  if (!workers) return; // plain http in a LAN: the shop works, but not offline
  // What the page itself needs comes first.
  if (document.readyState !== 'complete')
    await new Promise((loaded) => window.addEventListener('load', loaded, { once: true }));
  try {
    const registration = await workers.register('/sw.js');
    const offer = () => {
      // The first worker of a browser has nothing to take over from.
      if (registration.waiting && workers.controller)
        setConnection({ newer: registration.waiting });
    };
    offer();
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', offer),
    );
    setInterval(() => void registration.update().catch(() => {}), updateEveryMs);
  } catch {
    // Storage is refused in some private modes: the shop works without it.
  }
}

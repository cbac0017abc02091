import { api } from '@/api/base';
import type { AuthState } from '@/api/session';
import type { Dispatch } from '@/lib/dispatch';

/**
 * When the person on the page changes, nothing fetched for the one before stays: their orders and
 * addresses are not the next one's to see. A session that only expired keeps its page.
 */
export function followAccount(store: {
  getState(): { auth: AuthState };
  dispatch: Dispatch;
  subscribe(listener: () => void): () => void;
}) {
  let before = store.getState().auth.account?.id ?? null;
  return store.subscribe(() => {
    const now = store.getState().auth.account?.id ?? null;
    if (now === before) return;
    const somebodyLeft = before !== null;
    before = now;
    if (somebodyLeft) store.dispatch(api.util.resetApiState());
  });
}

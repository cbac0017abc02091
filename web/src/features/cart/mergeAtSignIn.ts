import type { AuthState } from '@/api/session';
import { selectIsCustomer } from '@/api/session';
import type { Dispatch } from '@/lib/dispatch';
import { cartApi } from './cartApi';
import { mergeRuns, visitorCartCleared, type CartState } from './cartSlice';

/**
 * What a visitor chose joins the customer's cart, however the sign-in came about: by the form, by a
 * link in a mail, in another tab. A merge that failed is tried again with the next access token.
 */
export function mergeCartAtSignIn(store: {
  getState(): { auth: AuthState; cart: CartState };
  dispatch: Dispatch;
  subscribe(listener: () => void): () => void;
}) {
  let triedWith: string | null = null;

  async function merge() {
    const { auth, cart } = store.getState();
    if (!selectIsCustomer({ auth }) || cart.items.length === 0) return;
    if (triedWith === auth.accessToken) return;
    triedWith = auth.accessToken;
    const change = cartApi.endpoints.mergeCart.initiate(
      { itemList: { items: cart.items } },
      { track: false },
    );
    store.dispatch(mergeRuns(true));
    const { error } = await store.dispatch(change);
    if (!error) store.dispatch(visitorCartCleared());
    store.dispatch(mergeRuns(false));
  }

  void merge();
  return store.subscribe(() => void merge());
}

import { createAction, type Middleware } from '@reduxjs/toolkit';
import type { ItemRef } from '@/api/generated';
import { describeError, isProblem, problemType } from '@/api/problem';
import { selectIsCustomer, type AuthState } from '@/api/session';
import type { Dispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { cartApi } from './cartApi';
import { itemAdded, itemRemoved } from './cartSlice';

type State = { auth: AuthState };
type Undo = { add?: ItemRef; remove?: ItemRef };
const endpoints = cartApi.endpoints;

/** "Undo" in a message: the opposite of what was done, wherever the cart is kept. */
export const cartUndone = createAction<Undo>('cart/undone');

/** Puts an item into the cart: the service's for a customer, this browser's for a visitor. */
export const addToCart = (item: ItemRef) => async (dispatch: Dispatch, getState: () => unknown) => {
  const error = await put(item, dispatch, getState() as State);
  if (error) {
    dispatch(toasted(explainRefusal(error, item)));
    return;
  }
  const undo = { label: 'Undo', action: cartUndone({ remove: item }) };
  dispatch(toasted({ message: 'Added to your cart.', action: undo }));
};

export const removeFromCart =
  (item: ItemRef, title: string) => async (dispatch: Dispatch, getState: () => unknown) => {
    const error = await take(item, dispatch, getState() as State);
    if (error) {
      const message = `“${title}” is still in your cart. ${describeError(error)}`;
      dispatch(toasted({ tone: 'bad', message }));
      return;
    }
    const undo = { label: 'Undo', action: cartUndone({ add: item }) };
    dispatch(toasted({ message: `Removed “${title}”.`, action: undo }));
  };

async function put(item: ItemRef, dispatch: Dispatch, state: State): Promise<unknown> {
  if (!selectIsCustomer(state)) return void dispatch(itemAdded(item));
  const change = endpoints.addCartItem.initiate({ itemRef: item }, { track: false });
  return (await dispatch(change)).error;
}

async function take(item: ItemRef, dispatch: Dispatch, state: State): Promise<unknown> {
  if (!selectIsCustomer(state)) return void dispatch(itemRemoved(item));
  return (await dispatch(endpoints.removeCartItem.initiate(item, { track: false }))).error;
}

function explainRefusal(error: unknown, item: ItemRef) {
  switch (problemType(error)) {
    case 'already-owned':
      return {
        message: 'You own this already. It is in your library.',
        link: { label: 'Library', to: '/library' },
      };
    case 'already-in-cart': {
      const album = isProblem(error) ? error.data['album_id'] : null;
      const inside = item.kind === 'track' && typeof album === 'number';
      return inside
        ? {
            message: 'The album in your cart has this track already.',
            link: { label: 'Album', to: `/albums/${album}` },
          }
        : { message: 'This is in your cart already.' };
    }
    default:
      return { tone: 'bad' as const, message: `Not added. ${describeError(error)}` };
  }
}

/** Lets a message, which holds only a plain action, change the cart. */
export const cartUndoMiddleware: Middleware =
  ({ dispatch, getState }) =>
  (next) =>
  (action) => {
    if (cartUndone.match(action)) void undo(action.payload, dispatch, getState() as State);
    return next(action);
  };

async function undo({ add, remove }: Undo, dispatch: Dispatch, state: State) {
  const error = add
    ? await put(add, dispatch, state)
    : remove && (await take(remove, dispatch, state));
  if (error) dispatch(toasted({ tone: 'bad', message: describeError(error) }));
}

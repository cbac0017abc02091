import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { api } from '@/api/base';
import { generatedApi, type Cart, type ItemRef, type ItemList } from '@/api/generated';
import { isSameItem } from './cartSlice';

/** The service prices a visitor's cart; a POST, because the cart is the question. */
const quoteApi = api.injectEndpoints({
  endpoints: (build) => ({
    cartQuote: build.query<Cart, ItemList>({
      query: (body) => ({ url: '/api/v1/cart/quote', method: 'POST', body }),
      keepUnusedDataFor: 30,
    }),
  }),
});
export const { useCartQuoteQuery } = quoteApi;

// The state of the API slice is the toolkit's own affair.
type ApiDispatch = ThunkDispatch<any, unknown, UnknownAction>;

let lastChange = 0;

/** Every change answers the whole cart. The newest answer wins; an older one arriving late does not. */
async function takeAnswer(dispatch: ApiDispatch, answer: PromiseLike<{ data: Cart }>) {
  const turn = ++lastChange;
  const { data } = await answer;
  if (turn === lastChange) {
    await dispatch(generatedApi.util.upsertQueryData('getCart', undefined, data));
  }
}

const ignoreFailure = () => {}; // whoever asked for the change reports it

export const cartApi = generatedApi.enhanceEndpoints({
  endpoints: {
    addCartItem: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    mergeCart: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    clearCart: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    setCartCode: {
      invalidatesTags: ['GiftCards'],
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    removeCartCode: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    setCartGiftCard: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    removeCartGiftCard: {
      onQueryStarted: (_, { dispatch, queryFulfilled }) =>
        takeAnswer(dispatch, queryFulfilled).catch(ignoreFailure),
    },
    removeCartItem: {
      /** Gone from the page at once; back again if the service could not remove it. */
      async onQueryStarted(item: ItemRef, { dispatch, queryFulfilled }) {
        const removed = dispatch(
          generatedApi.util.updateQueryData('getCart', undefined, (cart) => {
            cart.items = cart.items.filter((other) => !isSameItem(other, item));
          }),
        );
        await takeAnswer(dispatch, queryFulfilled).catch(() => removed.undo());
      },
    },
  },
});

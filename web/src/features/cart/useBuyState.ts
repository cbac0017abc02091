import { createSelector } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import { generatedApi, type ItemRef } from '@/api/generated';
import { selectIsCustomer } from '@/api/session';
import { selectIsOwned } from '@/features/library/useOwned';
import type { CartState } from './cartSlice';

type State = { cart: CartState } & Parameters<typeof selectIsOwned>[0];

const key = ({ kind, id }: ItemRef) => `${kind}:${id}`;
const selectKept = generatedApi.endpoints.getCart.select();
const selectKeys = createSelector(
  [(state: State) => (selectIsCustomer(state) ? selectKept(state).data?.items : state.cart.items)],
  (items) => new Set(items?.map(key)),
);

/**
 * Where a thing stands between shelf and library, for one buy button among many. The header's
 * `useCart` asks the service; this only reads what is known.
 */
export function useBuyState(kind: ItemRef['kind'], id: number): 'for_sale' | 'in_cart' | 'owned' {
  return useSelector((state: State) => {
    if (selectIsOwned(state, kind, id)) return 'owned';
    return selectKeys(state).has(key({ kind, id })) ? 'in_cart' : 'for_sale';
  });
}

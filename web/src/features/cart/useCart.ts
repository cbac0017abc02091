import { useCallback, useMemo } from 'react';
import { useSelector } from 'react-redux';
import type { CartItemRef } from '@/api/generated';
import { useOwned } from '@/features/library/useOwned';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { itemAdded, itemRemoved, isSameItem, type CartState } from './cartSlice';

/** What a buy button needs to know of the cart, and what it can do. */
export function useCart() {
  const dispatch = useAppDispatch();
  const items = useSelector((state: { cart: CartState }) => state.cart.items);
  const ownedSets = useOwned();

  const add = useCallback(
    (item: CartItemRef) => {
      dispatch(itemAdded(item));
      dispatch(
        toasted({
          message: 'Added to your cart.',
          action: { label: 'Undo', action: itemRemoved(item) },
        }),
      );
    },
    [dispatch],
  );
  const remove = useCallback((item: CartItemRef) => void dispatch(itemRemoved(item)), [dispatch]);

  return useMemo(() => {
    const has = (kind: CartItemRef['kind'], id: number) =>
      items.some((item) => isSameItem(item, { kind, id }));
    const owned = (kind: CartItemRef['kind'], id: number) =>
      (kind === 'track' ? ownedSets.tracks : ownedSets.albums).has(id);
    return { add, remove, has, owned, count: items.length };
  }, [add, remove, items, ownedSets]);
}

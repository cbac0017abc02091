import { useCallback, useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useGetCartQuery, type CartItem, type ItemRef } from '@/api/generated';
import { selectIsCustomer } from '@/api/session';
import { useOwned } from '@/features/library/useOwned';
import { useAppDispatch } from '@/lib/dispatch';
import { addToCart, removeFromCart } from './cartActions';
import { useCartQuoteQuery } from './cartApi';
import type { CartState } from './cartSlice';

const none: ItemRef[] = [];
const selectVisitorItems = (state: { cart: CartState }) => state.cart.items;
const itemKey = (kind: ItemRef['kind'], id: number) => `${kind}:${id}`;

/** What a buy button needs to know of the cart, and what it can do. */
export function useCart() {
  const dispatch = useAppDispatch();
  const isCustomer = useSelector(selectIsCustomer);
  const visitorItems = useSelector(selectVisitorItems);
  const kept = useGetCartQuery(undefined, { skip: !isCustomer }).currentData?.items ?? none;
  const items: ItemRef[] = isCustomer ? kept : visitorItems;
  const ownedSets = useOwned();

  const add = useCallback((item: ItemRef) => void dispatch(addToCart(item)), [dispatch]);
  const remove = useCallback(
    (item: ItemRef & { title: string }) =>
      void dispatch(removeFromCart({ kind: item.kind, id: item.id }, item.title)),
    [dispatch],
  );

  return useMemo(() => {
    const keys = new Set(items.map(({ kind, id }) => itemKey(kind, id)));
    const has = (kind: ItemRef['kind'], id: number) => keys.has(itemKey(kind, id));
    const owned = (kind: ItemRef['kind'], id: number) =>
      (kind === 'track' ? ownedSets.tracks : ownedSets.albums).has(id);
    return { add, remove, has, owned, count: items.length };
  }, [add, remove, items, ownedSets]);
}

/** The cart with its prices, by the service for both: a visitor's is quoted. */
export function usePricedCart() {
  const isCustomer = useSelector(selectIsCustomer);
  const chosen = useSelector(selectVisitorItems);
  const isQuoted = !isCustomer && chosen.length > 0;
  const kept = useGetCartQuery(undefined, { skip: !isCustomer });
  const quote = useCartQuoteQuery({ items: chosen }, { skip: !isQuoted });
  const { data, isFetching, error, refetch } = isCustomer ? kept : quote;

  const items = useMemo<CartItem[]>(() => {
    if (isCustomer) return data?.items ?? [];
    // The prices on show may be those of a moment ago; what was removed is gone at once.
    const wanted = new Set(chosen.map(({ kind, id }) => itemKey(kind, id)));
    return (data?.items ?? []).filter(({ kind, id }) => wanted.has(itemKey(kind, id)));
  }, [isCustomer, chosen, data]);

  const isEmpty = isCustomer ? data?.items.length === 0 : chosen.length === 0;
  return { items, totals: data, isEmpty, isFetching, error, refetch };
}

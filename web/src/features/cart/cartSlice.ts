import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { ItemRef } from '@/api/generated';
import { load, save } from '@/lib/storage';

/**
 * The cart of a visitor, kept in this browser, whether the drawer is open, and whether
 * this cart is just being merged into a customer's, which the service keeps.
 */
export type CartState = { items: ItemRef[]; open: boolean; merging: boolean };

const key = 'chinook.cart';

const isItems = (value: unknown): value is ItemRef[] =>
  Array.isArray(value) &&
  value.every((item) => ['track', 'album'].includes(item?.kind) && Number.isInteger(item?.id));

export const isSameItem = (a: ItemRef, b: ItemRef) => a.kind === b.kind && a.id === b.id;

export const cartSlice = createSlice({
  name: 'cart',
  initialState: (): CartState => ({ items: load(key, isItems) ?? [], open: false, merging: false }),
  reducers: {
    itemAdded(state, { payload }: PayloadAction<ItemRef>) {
      if (!state.items.some((item) => isSameItem(item, payload))) state.items.push(payload);
    },
    itemRemoved(state, { payload }: PayloadAction<ItemRef>) {
      state.items = state.items.filter((item) => !isSameItem(item, payload));
    },
    mergeRuns(state, { payload }: PayloadAction<boolean>) {
      state.merging = payload;
    },
    visitorCartCleared(state) {
      state.items = [];
    },
    /** Another tab changed it. */
    visitorCartReplaced(state, { payload }: PayloadAction<ItemRef[]>) {
      state.items = payload;
    },
    cartOpened(state, { payload }: PayloadAction<boolean>) {
      state.open = payload;
    },
  },
});

export const {
  itemAdded,
  itemRemoved,
  visitorCartCleared,
  visitorCartReplaced,
  mergeRuns,
  cartOpened,
} = cartSlice.actions;

/** Keeps the visitor's cart in this browser, the same in all its tabs. */
export function persistCart(store: {
  getState(): { cart: CartState };
  dispatch(action: ReturnType<typeof visitorCartReplaced>): unknown;
  subscribe(listener: () => void): void;
}) {
  let kept = store.getState().cart.items;
  store.subscribe(() => {
    const { items } = store.getState().cart;
    if (items === kept) return;
    kept = items;
    save(key, items);
  });
  window.addEventListener('storage', (event) => {
    if (event.key !== key) return;
    kept = load(key, isItems) ?? [];
    store.dispatch(visitorCartReplaced(kept));
  });
}

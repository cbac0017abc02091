import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { api } from '@/api/base';
import { authSlice } from '@/api/session';
import '@/api/tags';
import { cartUndoMiddleware } from '@/features/cart/cartActions';
import { cartSlice } from '@/features/cart/cartSlice';
import { playerSlice } from '@/features/player/playerSlice';
import { toastSlice } from '@/ui/toastSlice';

const reducer = combineReducers({
  [api.reducerPath]: api.reducer,
  [authSlice.name]: authSlice.reducer,
  [cartSlice.name]: cartSlice.reducer,
  [playerSlice.name]: playerSlice.reducer,
  [toastSlice.name]: toastSlice.reducer,
});

export type RootState = ReturnType<typeof reducer>;
export type AppStore = ReturnType<typeof makeStore>;

/** A store of its own for each page and each test. */
export function makeStore(preloadedState?: Partial<RootState>) {
  return configureStore({
    reducer,
    preloadedState,
    middleware: (defaults) => defaults().prepend(cartUndoMiddleware).concat(api.middleware),
  });
}

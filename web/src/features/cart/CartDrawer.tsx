import { lazy, Suspense, useState } from 'react';
import { useSelector } from 'react-redux';
import type { CartState } from './cartSlice';

const CartPanel = lazy(() => import('./CartPanel'));

/** Keeps the place of the cart in the shell, and fetches its code at the first opening. */
export function CartDrawer() {
  const open = useSelector((state: { cart: CartState }) => state.cart.open);
  const [wasOpened, setWasOpened] = useState(open);
  if (open && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <CartPanel open={open} />
    </Suspense>
  );
}

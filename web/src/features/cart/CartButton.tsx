import { useAppDispatch } from '@/lib/dispatch';
import { CartIcon } from '@/ui/icons';
import { plural } from '@/lib/format';
import { cartOpened } from './cartSlice';
import { useCart } from './useCart';

/** Opens the cart; shows how much is in it. */
export function CartButton() {
  const dispatch = useAppDispatch();
  const { count } = useCart();
  return (
    <button
      type="button"
      aria-label={`Cart, ${plural(count, 'item')}`}
      title="Cart"
      onClick={() => dispatch(cartOpened(true))}
      className="relative grid size-10 shrink-0 place-items-center rounded-full hover:bg-sunken"
    >
      <CartIcon size={22} />
      {count > 0 && (
        <span
          key={count}
          aria-hidden="true"
          className="absolute top-0 right-0 grid h-5 min-w-5 animate-rise place-items-center rounded-full bg-accent px-1 text-xs font-bold text-accent-ink"
        >
          {count}
        </span>
      )}
    </button>
  );
}

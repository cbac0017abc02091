import { Link } from 'react-router';
import type { ItemRef, Money } from '@/api/generated';
import { cx } from '@/lib/cx';
import { useAppDispatch } from '@/lib/dispatch';
import { formatMoney } from '@/lib/format';
import { buttonClass } from '@/ui/Button';
import { CheckIcon } from '@/ui/icons';
import { addToCart } from './cartActions';
import { cartOpened } from './cartSlice';
import { useBuyState } from './useBuyState';

/**
 * The price is the button. Once in the cart it opens the cart, once bought it leads to the library.
 */
export function BuyButton({
  kind,
  id,
  title,
  price,
  regular,
  release,
  size = 'small',
  wide,
  tabIndex,
}: ItemRef & {
  title: string;
  price: Money;
  /** While a sale runs: what it costs otherwise. */
  regular?: Money | null;
  /** A pre-order: the day its music comes. */
  release?: string | null;
  size?: 'small' | 'medium' | 'large';
  /** For the one main button of a page: says "Buy" in words. */
  wide?: boolean;
  tabIndex?: number;
}) {
  const dispatch = useAppDispatch();
  const state = useBuyState(kind, id);
  const amount = formatMoney(price);
  const verb = release ? 'Pre-order' : 'Buy';
  const instead = regular ? `, instead of ${formatMoney(regular)}` : '';

  if (state === 'owned') {
    return (
      <Link
        to="/library"
        tabIndex={tabIndex}
        aria-label={`Owned: ${title}, in your library`}
        className={buttonClass('quiet', size, 'text-good hover:text-good')}
      >
        <CheckIcon size={16} /> <Said size={size}>Owned</Said>
      </Link>
    );
  }
  if (state === 'in_cart') {
    return (
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={`In cart: ${title}. Open the cart`}
        onClick={() => dispatch(cartOpened(true))}
        className={buttonClass('secondary', size, 'border-good! text-good')}
      >
        <CheckIcon size={16} /> <Said size={size}>In cart</Said>
      </button>
    );
  }
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={
        wide
          ? `${verb} for ${amount}${instead}: ${title}`
          : `${amount}${instead}, ${verb.toLowerCase()} ${title}`
      }
      onClick={() => void dispatch(addToCart({ kind, id }))}
      className={buttonClass(
        wide ? 'primary' : 'secondary',
        size,
        cx('tabular-nums', !wide && 'hover:border-accent! hover:bg-accent! hover:text-accent-ink!'),
      )}
    >
      {regular && <s className="font-normal opacity-75">{formatMoney(regular)}</s>}
      {wide ? `${verb} for ${amount}` : amount}
    </button>
  );
}

/** The rows of a phone have room for the mark alone; the button's name says the rest. */
function Said({ size, children }: { size: string; children: string }) {
  return <span className={size === 'small' ? 'max-sm:sr-only' : undefined}>{children}</span>;
}

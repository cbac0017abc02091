import type { Cart } from '@/api/generated';
import { formatMoney } from '@/lib/format';

type Totals = Pick<Cart, 'subtotal' | 'discount' | 'tax' | 'total'>;

/** The sums, all of them by the service. Lines that are zero are left out. */
export function CartTotals({ totals }: { totals: Totals }) {
  const { subtotal, discount, tax, total } = totals;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular-nums [&>dd]:text-right">
      {(discount.amount > 0 || tax.amount > 0) && (
        <>
          <dt className="text-ink-2">Subtotal</dt>
          <dd>{formatMoney(subtotal, { free: false })}</dd>
        </>
      )}
      {discount.amount > 0 && (
        <>
          <dt className="text-good">Album discount</dt>
          <dd className="text-good">−{formatMoney(discount)}</dd>
        </>
      )}
      {tax.amount > 0 && (
        <>
          <dt className="text-ink-2">Tax</dt>
          <dd>{formatMoney(tax)}</dd>
        </>
      )}
      <dt className="text-lg font-bold">Total</dt>
      <dd className="text-lg font-bold">{formatMoney(total, { free: false })}</dd>
    </dl>
  );
}

import type { ReactNode } from 'react';
import type { Cart, IncludedTax, Money } from '@/api/generated';
import { formatMoney } from '@/lib/format';
import { taxWords } from '@/lib/tax';

type Totals = Pick<Cart, 'subtotal' | 'discount' | 'discounts' | 'tax' | 'total' | 'to_pay'> & {
  gift_card?: { last_four: string; amount: Money } | null;
  included_tax?: IncludedTax | null;
};

/** What albums cost less than their tracks: the discount without what promotions take off. */
export function albumDiscount({ discount, discounts }: Pick<Totals, 'discount' | 'discounts'>) {
  const byPromotions = discounts.reduce((sum, { amount }) => sum + amount.amount, 0);
  return { ...discount, amount: discount.amount - byPromotions };
}

/** The sums, all of them by the service. Lines that are zero are left out. */
export function CartTotals({ totals }: { totals: Totals }) {
  const { subtotal, discount, discounts, tax, total, gift_card, to_pay, included_tax } = totals;
  const byAlbums = albumDiscount(totals);
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular-nums [&>dd]:text-right">
      {(discount.amount > 0 || tax.amount > 0) && <Line name="Subtotal" amount={subtotal} />}
      {byAlbums.amount > 0 && <Line name="Album discount" amount={byAlbums} isLess />}
      {discounts.map(({ name, code, amount }) => (
        <Line
          key={`${name}:${code}`}
          name={code ? `${name} (${code})` : name}
          amount={amount}
          isLess
        />
      ))}
      {tax.amount > 0 && <Line name="Tax" amount={tax} />}
      <dt className="text-lg font-bold">Total</dt>
      <dd className="text-lg font-bold">{formatMoney(total, { free: false })}</dd>
      {included_tax && <Line name={taxWords(included_tax)} amount={included_tax.amount} />}
      {gift_card && (
        <>
          <Line name={`Gift card ending ${gift_card.last_four}`} amount={gift_card.amount} isLess />
          <dt className="text-lg font-bold">To pay</dt>
          <dd className="text-lg font-bold">{formatMoney(to_pay, { free: false })}</dd>
        </>
      )}
    </dl>
  );
}

function Line({ name, amount, isLess }: { name: ReactNode; amount: Money; isLess?: boolean }) {
  const ink = isLess ? 'text-good' : 'text-ink-2';
  return (
    <>
      <dt className={`min-w-0 break-words ${ink}`}>{name}</dt>
      <dd className={isLess ? 'text-good' : undefined}>
        {isLess && '−'}
        {formatMoney(amount, { free: false })}
      </dd>
    </>
  );
}

import type { Invoice, Money } from '@/api/generated';
import { albumDiscount } from '@/features/cart/CartTotals';
import { countryName } from '@/lib/countries';
import { formatDate, formatMoney } from '@/lib/format';
import { taxWords } from '@/lib/tax';

/** An invoice as it is on paper: shown, and printed without its frame. */
export function InvoiceSheet({ invoice }: { invoice: Invoice }) {
  const { billing, seller } = invoice;
  const town = [billing.postal_code, billing.city].filter(Boolean).join(' ');
  return (
    <div className="mt-6 rounded-2xl border border-line bg-surface p-5 sm:p-8 print:border-0 print:p-0">
      <div className="grid gap-6 sm:grid-cols-3">
        <Party title="From" lines={[seller.name, ...seller.address]} />
        <Party
          title="To"
          lines={[
            billing.name,
            billing.line1,
            billing.line2,
            town,
            billing.region,
            countryName(billing.country ?? ''),
          ]}
        />
        <dl className="text-sm">
          <dt className="font-semibold">Date</dt>
          <dd className="text-ink-2">{formatDate(invoice.issued_at)}</dd>
          <dt className="mt-3 font-semibold">Paid with</dt>
          <dd className="text-ink-2">{invoice.paid_with}</dd>
        </dl>
      </div>
      <Lines invoice={invoice} />
    </div>
  );
}

function Party({ title, lines }: { title: string; lines: (string | null | undefined)[] }) {
  return (
    <div className="text-sm">
      <h2 className="font-sans text-sm font-semibold tracking-normal">{title}</h2>
      <address className="text-ink-2 not-italic">
        {lines.filter(Boolean).map((line, index) => (
          <span key={`${index}:${line}`} className="block break-words">
            {line}
          </span>
        ))}
      </address>
    </div>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  const cell = 'py-2 pl-3 text-right align-top tabular-nums';
  const sums: [string, string][] = [
    ['Subtotal', formatMoney(invoice.subtotal, { free: false })],
    ...less('Album discount', albumDiscount(invoice)),
    ...invoice.discounts.flatMap(({ name, amount }) => less(name, amount)),
    ...(invoice.included_tax
      ? []
      : [['Tax', formatMoney(invoice.tax, { free: false })] as [string, string]]),
  ];
  return (
    <table className="mt-8 w-full text-sm">
      <caption className="sr-only">Lines of the invoice</caption>
      <thead>
        <tr className="border-b border-line-strong text-left">
          <th scope="col" className="py-2">
            Item
          </th>
          <th scope="col" className="hidden py-2 pl-3 text-right sm:table-cell">
            Quantity
          </th>
          <th scope="col" className="hidden py-2 pl-3 text-right sm:table-cell">
            Price
          </th>
          <th scope="col" className="py-2 pl-3 text-right">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, index) => (
          <tr key={`${index}:${line.description}`} className="border-b border-line">
            <td className="py-2 break-words">{line.description}</td>
            <td className={`${cell} hidden sm:table-cell`}>{line.quantity}</td>
            <td className={`${cell} hidden sm:table-cell`}>
              {formatMoney(line.unit_price, { free: false })}
            </td>
            <td className={cell}>{formatMoney(line.total, { free: false })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(([name, sum]) => (
          <tr key={name}>
            <SumHead>{name}</SumHead>
            <td className={cell}>{sum}</td>
          </tr>
        ))}
        <tr className="text-lg font-bold">
          <SumHead>Total</SumHead>
          <td className={cell}>{formatMoney(invoice.total, { free: false })}</td>
        </tr>
        {invoice.included_tax && (
          <tr>
            <SumHead>{taxWords(invoice.included_tax)}</SumHead>
            <td className={cell}>{formatMoney(invoice.included_tax.amount, { free: false })}</td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

const less = (name: string, amount: Money): [string, string][] =>
  amount.amount > 0 ? [[name, `−${formatMoney(amount)}`]] : [];

/** The name of a sum; it stands under the first column on a phone, under three on a wide screen. */
function SumHead({ children }: { children: string }) {
  return (
    <>
      <th scope="row" className="py-1 text-right font-semibold sm:hidden">
        {children}
      </th>
      <th scope="row" colSpan={3} className="hidden py-1 text-right font-semibold sm:table-cell">
        {children}
      </th>
    </>
  );
}

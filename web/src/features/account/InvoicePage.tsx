import { Link, useParams } from 'react-router';
import { useSaveFileMutation } from '@/api/files';
import { useGetInvoiceQuery, type Invoice, type Money } from '@/api/generated';
import { describeError, isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { albumDiscount } from '@/features/cart/CartTotals';
import { countryName } from '@/lib/countries';
import { formatDate, formatMoney } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { taxWords } from '@/lib/tax';
import { Button } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { ErrorState, Notice } from '@/ui/States';
import { Missing } from './OrderPage';

export default function InvoicePage() {
  const { id = '' } = useParams();
  usePageTitle('Invoice');
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <nav aria-label="Breadcrumb" className="flex gap-2 text-sm print:hidden">
          <Link to="/purchases" className="font-semibold text-accent hover:underline">
            Purchases
          </Link>
          <span aria-hidden="true">/</span>
          <Link to={`/purchases/${id}`} className="font-semibold text-accent hover:underline">
            Order
          </Link>
        </nav>
        <LoadedInvoice id={id} />
      </div>
    </CustomerOnly>
  );
}

function LoadedInvoice({ id }: { id: string }) {
  const { currentData: invoice, error, refetch } = useGetInvoiceQuery({ id });
  if (isNotFound(error)) return <Missing />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (invoice) {
    return (
      <>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <h1 className="mr-auto text-3xl font-bold sm:text-4xl">Invoice {invoice.number}</h1>
          <Files orderId={id} number={invoice.number} />
        </div>
        <Sheet invoice={invoice} />
      </>
    );
  }
  return (
    <div className="mt-4">
      <Loading what="the invoice" />
      <Skeleton className="h-10 w-64" />
      <RowsSkeleton count={4} />
    </div>
  );
}

function Files({ orderId, number }: { orderId: string; number: number }) {
  const [save, { isLoading, error }] = useSaveFileMutation();
  const file = (kind: 'pdf' | 'html') => () =>
    void save({
      url: `/api/v1/orders/${orderId}/invoice.${kind}`,
      filename: `invoice-${number}.${kind}`,
    });
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button look="primary" busy={isLoading} onClick={file('pdf')}>
        <DownloadIcon size={18} /> PDF
        <span className="sr-only"> of the invoice</span>
      </Button>
      <Button disabled={isLoading} onClick={file('html')}>
        <DownloadIcon size={18} /> HTML
        <span className="sr-only"> of the invoice</span>
      </Button>
      <Button onClick={() => window.print()}>Print</Button>
      {error && <Notice tone="bad">Not downloaded. {describeError(error)}</Notice>}
    </div>
  );
}

function Sheet({ invoice }: { invoice: Invoice }) {
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

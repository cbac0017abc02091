import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useCancelOrderMutation, useGetOrderQuery, type Order } from '@/api/generated';
import { describeError, isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { CartTotals } from '@/features/cart/CartTotals';
import { canBePaid, isBought, statusWords } from '@/features/checkout/orderStatus';
import { usePayment } from '@/features/checkout/usePayment';
import { countryName } from '@/lib/countries';
import { formatDateTime, formatMoney } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { ReceiptIcon } from '@/ui/icons';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { Badge, ErrorState, Notice } from '@/ui/States';
import { NoOrder } from './NoOrder';
import { DownloadOrderButton, OrderLines, PlayOrderButton } from './OrderLines';

const pollMs = 4000;

export default function OrderPage() {
  const { id = '' } = useParams();
  usePageTitle('Your order');
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <nav aria-label="Breadcrumb" className="text-sm">
          <Link to="/purchases" className="font-semibold text-accent hover:underline">
            Purchases
          </Link>
        </nav>
        <LoadedOrder id={id} />
      </div>
    </CustomerOnly>
  );
}

function LoadedOrder({ id }: { id: string }) {
  const [polls, setPolls] = useState(false);
  const { currentData, error, refetch } = useGetOrderQuery(
    { id },
    { refetchOnMountOrArgChange: true, pollingInterval: polls ? pollMs : 0 },
  );
  const isOpen = currentData?.status === 'processing';
  if (isOpen !== polls) setPolls(isOpen);
  if (isNotFound(error)) return <NoOrder />;
  if (currentData) return <OrderDetails order={currentData} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className="mt-4">
      <Loading what="the order" />
      <Skeleton className="h-10 w-64" />
      <RowsSkeleton count={3} />
    </div>
  );
}

function OrderDetails({ order }: { order: Order }) {
  const { label, tone } = statusWords(order.status);
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <h1 className="text-3xl font-bold sm:text-4xl">Order {order.number}</h1>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className="mt-2 text-ink-2">
        Placed {formatDateTime(order.placed_at)}
        {order.paid_at && `, paid ${formatDateTime(order.paid_at)}`}
      </p>
      {canBePaid(order) && <Unpaid order={order} />}
      {order.refunded.amount > 0 && (
        <div className="mt-4">
          <Notice>{formatMoney(order.refunded)} of this order was refunded.</Notice>
        </div>
      )}
      {isBought(order) && (
        <div className="mt-6 flex flex-wrap gap-3">
          <PlayOrderButton order={order} look="primary" />
          <LinkButton size="large" to={`/purchases/${order.id}/invoice`}>
            <ReceiptIcon size={18} /> Invoice
          </LinkButton>
          <LinkButton size="large" look="quiet" to={`/help/new?order=${order.id}`}>
            Help with this order
          </LinkButton>
        </div>
      )}
      <section aria-labelledby="lines" className="mt-8">
        <div className="flex flex-wrap items-center gap-3">
          <h2 id="lines" className="mr-auto text-xl font-bold">
            In this order
          </h2>
          {isBought(order) && <DownloadOrderButton order={order} />}
        </div>
        <OrderLines order={order} />
      </section>
      <div className="mt-6 grid gap-8 sm:grid-cols-2">
        <BillingAddress order={order} />
        <CartTotals totals={order} />
      </div>
    </>
  );
}

function Unpaid({ order }: { order: Order }) {
  const { pay, busy, problem } = usePayment();
  const [cancel, canceling] = useCancelOrderMutation();
  const trouble = problem ?? (canceling.error && describeError(canceling.error));
  return (
    <div className="mt-6 flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
      <p>
        {order.last_payment_problem ?? 'This order is not paid yet.'}
        {order.expires_at && ` It is kept for you until ${formatDateTime(order.expires_at)}.`}
      </p>
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button look="primary" busy={busy} onClick={() => void pay(order.id)}>
          Pay {formatMoney(order.to_pay)}
        </Button>
        <Button busy={canceling.isLoading} onClick={() => void cancel({ id: order.id })}>
          Cancel the order
        </Button>
      </div>
    </div>
  );
}

function BillingAddress({ order: { billing } }: { order: Order }) {
  const town = [billing.postal_code, billing.city].filter(Boolean).join(' ');
  const lines = [
    billing.name,
    billing.line1,
    billing.line2,
    town,
    billing.region,
    countryName(billing.country ?? ''),
  ];
  return (
    <section aria-labelledby="billed">
      <h2 id="billed" className="text-lg font-bold">
        Billed to
      </h2>
      <address className="mt-2 text-sm text-ink-2 not-italic">
        {lines.filter(Boolean).map((line, index) => (
          <span key={`${index}:${line}`} className="block break-words">
            {line}
          </span>
        ))}
      </address>
    </section>
  );
}

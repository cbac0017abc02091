import { useLocation, useSearchParams } from 'react-router';
import type { Order } from '@/api/generated';
import { isNotFound } from '@/api/problem';
import { NoOrder } from '@/features/account/NoOrder';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton, Spinner } from '@/ui/Button';
import { EmptyState, ErrorState, Notice } from '@/ui/States';
import { Confirmation } from './Confirmation';
import { isBought } from './orderStatus';
import { usePayment } from './usePayment';
import { useSettledOrder, isWaiting } from './useSettledOrder';

/** Where the payment page sends people back to, whatever happened there. */
export default function ReturnPage() {
  const [params] = useSearchParams();
  const orderId = params.get('order');
  return (
    <CustomerOnly>
      <div className="page py-8 sm:py-12">
        {orderId ? (
          <Settling key={orderId} orderId={orderId} canceled={params.has('canceled')} />
        ) : (
          <NoOrder />
        )}
      </div>
    </CustomerOnly>
  );
}

function Settling({ orderId, canceled }: { orderId: string; canceled: boolean }) {
  const { order, error, gaveUp, again } = useSettledOrder(orderId, canceled);
  const told = (useLocation().state as { problem?: string | null } | null)?.problem;
  if (isNotFound(error)) return <NoOrder />;
  if (!order && error) return <ErrorState error={error} retry={again} />;
  if (!order) return <Asking />;
  if (isBought(order)) return <Confirmation order={order} />;
  if (told && order.status === 'pending_payment') return <Unpaid order={order} reason={told} />;
  if (isWaiting(order, canceled)) {
    return gaveUp ? <StillWaiting order={order} again={again} /> : <Asking order={order} />;
  }
  if (order.status === 'pending_payment') {
    const left = 'You left the payment page. Nothing was charged.';
    const reason = order.last_payment_problem ?? left;
    return <Unpaid order={order} reason={reason} />;
  }
  return <Closed order={order} />;
}

function Asking({ order }: { order?: Order }) {
  usePageTitle('Confirming your payment');
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h1 className="text-3xl font-bold">Confirming your payment</h1>
      <p role="status" className="flex items-center gap-3 text-ink-2">
        <Spinner size={20} />
        {order?.status === 'processing'
          ? 'Your bank is still working on it. This takes a few seconds.'
          : 'One moment…'}
      </p>
      {order && (
        <p className="text-sm text-ink-2">
          You may close this page: the order goes on without it, and a receipt comes by mail.
        </p>
      )}
    </div>
  );
}

function StillWaiting({ order, again }: { order: Order; again: () => void }) {
  usePageTitle('Payment in progress');
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h1 className="text-3xl font-bold">This takes longer than usual</h1>
      <p className="text-ink-2">
        The payment of order {order.number} is not confirmed yet. Do not pay again: when it is
        confirmed, the music is in your library and a receipt in your mail.
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <Button look="primary" onClick={again}>
          Check again
        </Button>
        <LinkButton to={`/purchases/${order.id}`}>See the order</LinkButton>
      </div>
    </div>
  );
}

function Unpaid({ order, reason }: { order: Order; reason: string }) {
  usePageTitle('Payment not completed');
  const { pay, busy, problem } = usePayment();
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h1 className="text-3xl font-bold">Not paid yet</h1>
      <Notice tone="warn">{problem ?? reason}</Notice>
      <p className="text-ink-2">
        Order {order.number} is kept for you. Try again, with the same card or another one.
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <Button look="primary" size="large" busy={busy} onClick={() => void pay(order.id)}>
          Try again
        </Button>
        <LinkButton size="large" to={`/purchases/${order.id}`}>
          See the order
        </LinkButton>
      </div>
    </div>
  );
}

function Closed({ order }: { order: Order }) {
  usePageTitle('Order closed');
  const why =
    order.status === 'expired'
      ? 'It was not paid in time. Nothing was charged.'
      : order.status === 'canceled'
        ? 'It was canceled. Nothing was charged.'
        : 'Its page has the details.';
  return (
    <EmptyState
      heading="h1"
      title={`Order ${order.number} is closed`}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <LinkButton look="primary" to="/checkout">
            Back to your cart
          </LinkButton>
          <LinkButton to={`/purchases/${order.id}`}>See the order</LinkButton>
        </div>
      }
    >
      {why}
    </EmptyState>
  );
}

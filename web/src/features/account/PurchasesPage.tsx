import { Link } from 'react-router';
import type { PageOrderSummary } from '@/api/generated';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { statusWords } from '@/features/checkout/orderStatus';
import { formatDate, formatMoney, plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, EmptyState, ErrorState } from '@/ui/States';
import { useOrderPagesInfiniteQuery } from './ordersApi';

export default function PurchasesPage() {
  usePageTitle('Purchases');
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <h1 className="text-3xl font-bold sm:text-4xl">Purchases</h1>
        <p className="mt-2 text-ink-2">
          Everything you bought, to download again whenever you like. Have a download code or a gift
          card?{' '}
          <Link to="/redeem" className="font-semibold text-accent underline">
            Redeem it
          </Link>
          .
        </p>
        <Purchases />
      </div>
    </CustomerOnly>
  );
}

function Purchases() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useOrderPagesInfiniteQuery(undefined, { refetchOnMountOrArgChange: true });
  if (!data) {
    return error ? (
      <ErrorState error={error} retry={() => void refetch()} />
    ) : (
      <div className="mt-6">
        <Loading what="your purchases" />
        <RowsSkeleton count={4} />
      </div>
    );
  }
  const orders = data.pages.flatMap((page) => page.items);
  if (orders.length === 0) return <NothingYet />;
  return (
    <>
      <ul className="mt-6 flex flex-col gap-3">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="mt-6 text-center">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older purchases
          </Button>
        </div>
      )}
    </>
  );
}

function OrderCard({ order }: { order: PageOrderSummary['items'][number] }) {
  const { label, tone } = statusWords(order.status);
  return (
    <li className="relative flex flex-wrap items-center gap-x-5 gap-y-3 rounded-2xl border border-line bg-surface p-4 hover:border-line-strong">
      <div className="flex -space-x-3" aria-hidden="true">
        {order.cover_urls.slice(0, 4).map((url) => (
          <Cover key={url} src={url} size={56} className="ring-2 ring-surface" />
        ))}
      </div>
      <div className="min-w-40 flex-1">
        <Link
          to={`/purchases/${order.id}`}
          className="font-semibold after:absolute after:inset-0 after:rounded-2xl hover:underline"
        >
          Order {order.number}
        </Link>
        <p className="text-sm text-ink-2">
          {formatDate(order.placed_at)} · {plural(order.item_count, 'item')}
        </p>
      </div>
      <Badge tone={tone}>{label}</Badge>
      <p className="font-semibold tabular-nums">{formatMoney(order.total)}</p>
    </li>
  );
}

function NothingYet() {
  return (
    <EmptyState
      title="Nothing bought yet"
      action={
        <LinkButton look="primary" to="/albums?sort=popularity">
          Find your first album
        </LinkButton>
      }
    >
      Your orders, invoices and downloads will stand here.
    </EmptyState>
  );
}

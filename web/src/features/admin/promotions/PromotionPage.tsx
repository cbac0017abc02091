import { useState } from 'react';
import { useParams } from 'react-router';
import type {
  PagePromotionUse,
  Promotion,
  PromotionDetail,
  PromotionStatus,
} from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { useTold } from '@/features/admin/ui/useTold';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StatCard, StatGrid } from '@/features/admin/ui/StatCard';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime, formatMoney } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { Badge, EmptyState, ErrorState } from '@/ui/States';
import { PromotionState } from './badges';
import { NoPromotion } from './NoPromotion';
import { match, useGetPromotionQuery, useSetPromotionStatusMutation } from './promotionsApi';
import { crumbs, datesWords, effectWords, usesWords } from './words';

export default function PromotionPage() {
  const { id = '' } = useParams();
  const { currentData, error, refetch } = useGetPromotionQuery(
    { id },
    { refetchOnMountOrArgChange: true },
  );
  if (isNotFound(error)) return <NoPromotion />;
  if (currentData) return <Details detail={currentData} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <AdminPage title="Promotion" crumbs={crumbs}>
      <Loading what="the promotion" />
      <Skeleton className="h-64" />
    </AdminPage>
  );
}

function Details({ detail }: { detail: PromotionDetail }) {
  const { promotion, paid_orders, sales, discounts } = detail;
  return (
    <AdminPage
      title={promotion.name}
      badge={<PromotionState state={promotion.state} />}
      about={effectWords(promotion)}
      crumbs={crumbs}
      actions={<Actions promotion={promotion} />}
    >
      <StatGrid>
        <StatCard
          label="Uses"
          value={usesWords(promotion)}
          about="By paid orders, and by orders that wait for their payment. A use comes back when its order is not paid."
        />
        <StatCard
          label="Paid orders"
          value={String(paid_orders)}
          about="Orders that used this promotion and were paid."
        />
        <StatCard
          label="Sales"
          value={formatMoney(sales, { free: false })}
          about="The totals of those orders, after all discounts. Refunds are not taken away."
        />
        <StatCard
          label="Taken off"
          value={formatMoney(discounts, { free: false })}
          about="What this promotion took off those orders."
        />
      </StatGrid>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[22rem_minmax(0,1fr)]">
        <Panel title="How it works">
          <KeyValue facts={facts(detail)} />
        </Panel>
        <Uses promotion={promotion} />
      </div>
    </AdminPage>
  );
}

function facts({ promotion, names }: PromotionDetail) {
  const { scope, code, min_spend, max_uses_per_customer, first_order } = promotion;
  const of = (kind: string) =>
    names
      .filter((name) => name.kind === kind)
      .map(({ name }) => name)
      .join(', ');
  const sold = { track: 'Single tracks', album: 'Whole albums' };
  return [
    {
      name: 'Code',
      value: code ? <code className="font-mono">{code}</code> : 'None: it applies by itself',
    },
    { name: 'What it does', value: effectWords(promotion) },
    { name: 'Dates', value: datesWords(promotion) },
    { name: 'Artists', value: of('artist') },
    { name: 'Albums', value: of('album') },
    { name: 'Genres', value: of('genre') },
    { name: 'Tracks', value: of('track') },
    {
      name: 'Media',
      value: scope.media_kind && { audio: 'Audio', video: 'Video' }[scope.media_kind],
    },
    { name: 'Sold as', value: scope.sold_as && sold[scope.sold_as] },
    { name: 'Minimum', value: min_spend.amount > 0 ? formatMoney(min_spend) : null },
    { name: 'For', value: first_order ? 'A customer’s first order' : null },
    { name: 'Per customer', value: max_uses_per_customer && `${max_uses_per_customer} at most` },
  ];
}

function Actions({ promotion }: { promotion: Promotion }) {
  const [change, { isLoading }] = useSetPromotionStatusMutation();
  const told = useTold();
  const [ends, setEnds] = useState(false);
  const { id, status } = promotion;
  const become = (next: PromotionStatus) =>
    change({ id, ...match(promotion), promotionStatusChange: { status: next } });
  if (status === 'ended') return null;
  return (
    <>
      <Button look="danger" onClick={() => setEnds(true)}>
        End
      </Button>
      <Button
        busy={isLoading}
        onClick={() =>
          void (status === 'paused'
            ? told(become('active'), 'The promotion goes on.')
            : told(become('paused'), 'The promotion is paused.'))
        }
      >
        {status === 'paused' ? 'Resume' : 'Pause'}
      </Button>
      <LinkButton look="primary" to={`/admin/promotions/${id}/edit`}>
        Edit
      </LinkButton>
      {ends && (
        <ConfirmDialog
          title="End this promotion?"
          confirm="End the promotion"
          danger
          onConfirm={() => become('ended').unwrap()}
          onClose={() => setEnds(false)}
        >
          It ends for good and its code cannot be given away again. Orders that wait for their
          payment keep their price.
        </ConfirmDialog>
      )}
    </>
  );
}

type PromotionUse = PagePromotionUse['items'][number];

const useWords = {
  held: ['Waiting for payment', 'warn'],
  used: ['Used', 'good'],
  released: ['Given back', 'plain'],
} as const;

const columns: AdminColumn<PromotionUse>[] = [
  {
    id: 'order',
    name: 'Order',
    width: 130,
    render: ({ order_number }) => <strong>{order_number}</strong>,
  },
  { id: 'customer', name: 'Customer', min: 160, render: ({ customer_name }) => customer_name },
  {
    id: 'state',
    name: 'State',
    width: 170,
    render: ({ state }) => <Badge tone={useWords[state][1]}>{useWords[state][0]}</Badge>,
  },
  {
    id: 'discount',
    name: 'Taken off',
    width: 110,
    align: 'end',
    render: ({ discount }) => formatMoney(discount),
  },
  {
    id: 'total',
    name: 'Order total',
    width: 120,
    align: 'end',
    render: ({ order_total }) => formatMoney(order_total, { free: false }),
  },
  { id: 'at', name: 'Placed', width: 190, render: ({ at }) => formatDateTime(at) },
];

function Uses({ promotion }: { promotion: Promotion }) {
  const list = useAdminList<PromotionUse>(`/api/v1/admin/promotions/${promotion.id}/uses`, {});
  return (
    <Panel
      title="Orders that used it"
      flush
      actions={
        <LinkButton look="quiet" to={`/admin/orders?promotion=${promotion.id}`}>
          Show in the list of orders
        </LinkButton>
      }
    >
      <AdminTable
        label="Orders that used it"
        inset
        columns={columns}
        list={list}
        rowKey={({ order_id }) => order_id}
        rowName={({ order_number }) => order_number}
        to={({ order_id }) => `/admin/orders/${order_id}`}
        empty={<EmptyState title="Not used yet">Orders appear here as they are placed.</EmptyState>}
      />
    </Panel>
  );
}

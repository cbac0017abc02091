import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { GiftCardDetail, GiftCardEntry } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { useTold } from '@/features/admin/ui/useTold';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { formatDate, formatDateTime, formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { GiftCardState } from './badges';
import { match, useGetGiftCardQuery, useSetGiftCardStatusMutation } from './promotionsApi';

const crumbs = [{ to: '/admin/gift-cards', label: 'Gift cards' }];

export default function GiftCardPage() {
  const { id = '' } = useParams();
  const { currentData, error, refetch } = useGetGiftCardQuery(
    { id },
    { refetchOnMountOrArgChange: true },
  );
  if (isNotFound(error)) {
    return (
      <AdminPage title="No such gift card" crumbs={crumbs}>
        <EmptyState title="There is no such gift card">It may have been typed wrong.</EmptyState>
      </AdminPage>
    );
  }
  if (currentData) return <Details detail={currentData} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <AdminPage title="Gift card" crumbs={crumbs}>
      <Loading what="the gift card" />
      <Skeleton className="h-64" />
    </AdminPage>
  );
}

const kinds: Record<GiftCardEntry['kind'], string> = {
  issued: 'Issued',
  spent: 'Spent',
  returned: 'Given back, order not paid',
  refunded: 'Refunded',
};

const columns: AdminColumn<GiftCardEntry>[] = [
  { id: 'at', name: 'When', width: 190, render: ({ at }) => formatDateTime(at) },
  { id: 'kind', name: 'What', min: 160, render: ({ kind }) => kinds[kind] },
  {
    id: 'order',
    name: 'Order',
    width: 140,
    render: ({ order_id, order_number }) =>
      order_id && (
        <Link
          to={`/admin/orders/${order_id}`}
          className="font-semibold text-accent hover:underline"
        >
          {order_number}
        </Link>
      ),
  },
  {
    id: 'amount',
    name: 'Amount',
    width: 120,
    align: 'end',
    render: ({ amount }) => formatMoney(amount, { free: false }),
  },
  {
    id: 'balance',
    name: 'Balance',
    width: 120,
    align: 'end',
    render: ({ balance }) => <strong>{formatMoney(balance, { free: false })}</strong>,
  },
];

function Details({ detail: { gift_card: card, entries } }: { detail: GiftCardDetail }) {
  const [change] = useSetGiftCardStatusMutation();
  const told = useTold();
  const [asks, setAsks] = useState(false);
  const blocked = card.status === 'blocked';
  const become = (status: typeof card.status) =>
    change({ id: card.id, ...match(card), giftCardStatusChange: { status } });
  return (
    <AdminPage
      title={`Gift card ending ${card.last_four}`}
      badge={<GiftCardState card={card} />}
      about={`${formatMoney(card.balance, { free: false })} of ${formatMoney(card.initial)} is left.`}
      crumbs={crumbs}
      actions={
        blocked ? (
          <Button onClick={() => void told(become('active'), 'The card pays again.')}>
            Let it pay again
          </Button>
        ) : (
          <Button look="danger" onClick={() => setAsks(true)}>
            Block the card
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[22rem_minmax(0,1fr)]">
        <Panel title="The card">
          <KeyValue
            facts={[
              { name: 'Given to', value: card.recipient_name },
              { name: 'Mailed to', value: card.recipient_email },
              { name: 'Words', value: card.message },
              { name: 'Used by', value: card.owner_name ?? 'Nobody yet' },
              { name: 'Issued', value: formatDateTime(card.created_at) },
              {
                name: 'Good until',
                value: card.expires_at ? formatDate(card.expires_at) : 'For ever',
              },
            ]}
          />
        </Panel>
        <Panel title="What moved its balance" flush>
          <AdminTable
            label="Ledger of the card"
            inset
            columns={columns}
            list={wholeList(entries)}
            rowKey={({ at, kind, balance }) => `${at}:${kind}:${balance.amount}`}
            rowName={({ at }) => formatDateTime(at)}
          />
        </Panel>
      </div>
      {asks && (
        <ConfirmDialog
          title="Block this gift card?"
          confirm="Block the card"
          danger
          onConfirm={() => become('blocked').unwrap()}
          onClose={() => setAsks(false)}
        >
          It does not pay until you let it again. Orders that were placed with it keep their part.
        </ConfirmDialog>
      )}
    </AdminPage>
  );
}

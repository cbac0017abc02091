import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { OrderDesk } from '@/api/generatedAdmin';
import { describeError, isNotFound } from '@/api/problem';
import { countryName } from '@/lib/countries';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime, formatMoney } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { ChevronDownIcon, ReceiptIcon } from '@/ui/icons';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { office } from '@/features/admin/tags';
import { NotesPanel } from '@/features/admin/NotesPanel';
import { NewTicketDialog } from '@/features/admin/support/NewTicketDialog';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { PrintIcon, RefundIcon } from '@/features/admin/ui/icons';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { DownloadsPanel, LinesPanel, MoneyPanel } from './OrderPanels';
import { OrderTimeline } from './OrderTimeline';
import { RefundDialog } from './RefundDialog';

const crumbs = [{ to: '/admin/orders', label: 'Orders' }];

export default function OrderPage() {
  const { id = '' } = useParams();
  const {
    currentData: desk,
    error,
    refetch,
  } = office.useGetShopOrderQuery({ id }, { refetchOnMountOrArgChange: true });
  if (desk) return <Desk desk={desk} />;
  return (
    <AdminPage title="Order" crumbs={crumbs}>
      {isNotFound(error) ? (
        <EmptyState
          title="There is no such order here"
          action={<LinkButton to="/admin/orders">All orders</LinkButton>}
        >
          It may belong to a customer of another agent.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the order" />
          <RowsSkeleton count={6} />
        </>
      )}
    </AdminPage>
  );
}

function Desk({ desk }: { desk: OrderDesk }) {
  const { order, customer } = desk;
  const { open, actions } = useActions(desk);
  return (
    <AdminPage
      title={`Order ${order.number}`}
      badge={<StateBadge state={order.status} />}
      crumbs={crumbs}
      about={`Placed ${formatDateTime(order.placed_at)}${
        order.paid_at ? `, paid ${formatDateTime(order.paid_at)}` : ''
      }${desk.source === 'shop' ? '' : `, imported from ${desk.source}`}.`}
      actions={actions}
    >
      {desk.held_reason && (
        <Notice tone="bad">
          Money came that does not fit, and nothing was given: {desk.held_reason}
        </Notice>
      )}
      {order.last_payment_problem && order.status === 'pending_payment' && (
        <Notice tone="warn">The last try to pay: {order.last_payment_problem}</Notice>
      )}
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_22rem] print:block">
        <div className="flex min-w-0 flex-col gap-5">
          <LinesPanel desk={desk} />
          <MoneyPanel desk={desk} />
          <DownloadsPanel desk={desk} />
          <Panel title="What happened">
            <OrderTimeline id={order.id} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Customer">
            <KeyValue
              facts={[
                {
                  name: 'Name',
                  value: (
                    <Link
                      to={`/admin/customers/${customer.id}`}
                      className="font-semibold text-accent hover:underline"
                    >
                      {customer.name}
                    </Link>
                  ),
                },
                { name: 'E-mail', value: customer.email ?? 'forgotten with the account' },
                { name: 'Country', value: countryName(customer.country ?? '') },
                { name: 'Agent', value: customer.agent_name ?? 'Nobody' },
              ]}
            />
          </Panel>
          <Panel title="Billed to">
            <BilledTo desk={desk} />
          </Panel>
          <NotesPanel notes={desk.notes} order={order.id} />
          <Panel title="Tickets">
            {desk.tickets.length === 0 ? (
              <p className="text-sm text-ink-2">Nobody asked about this order.</p>
            ) : (
              <ul className="flex flex-col gap-2 text-sm">
                {desk.tickets.map(({ id, number, subject, state }) => (
                  <li key={id} className="flex items-center gap-2">
                    <Link
                      to={`/admin/tickets/${id}`}
                      className="min-w-0 flex-1 truncate font-semibold text-accent hover:underline"
                    >
                      #{number} {subject}
                    </Link>
                    <StateBadge state={state} />
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
      {open}
    </AdminPage>
  );
}

function BilledTo({ desk: { order } }: { desk: OrderDesk }) {
  const { billing } = order;
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
    <address className="text-sm text-ink-2 not-italic">
      {lines.filter(Boolean).map((line, index) => (
        <span key={`${index}:${line}`} className="block break-words">
          {line}
        </span>
      ))}
    </address>
  );
}

/** The page's buttons, and the dialog that one of them opened. */
function useActions(desk: OrderDesk) {
  const { order, customer } = desk;
  const dispatch = useAppDispatch();
  const [dialog, setDialog] = useState<'refund' | 'cancel' | 'write' | null>(null);
  const [resend] = office.useResendReceiptMutation();
  const [replace] = office.useReplaceOrderDownloadMutation();
  const [cancel] = office.useCancelShopOrderMutation();
  const close = () => setDialog(null);

  async function run(work: Promise<{ error?: unknown }>, message: string) {
    const { error } = await work;
    dispatch(toasted(error ? { tone: 'bad', message: describeError(error) } : { message }));
  }
  const paid = order.paid_at !== null && order.paid_at !== undefined;
  const items = [
    ...(paid && customer.email
      ? [
          {
            label: 'Send the receipt again',
            onSelect: () => void run(resend({ id: order.id }), 'The receipt is on its way.'),
          },
          {
            label: 'Mail fresh download links',
            onSelect: () =>
              void run(
                replace({ id: order.id, replaceDownload: {} }),
                'A fresh link is on its way; older ones have ended.',
              ),
          },
        ]
      : []),
    ...(customer.email
      ? [{ label: 'Write to the customer', onSelect: () => setDialog('write') }]
      : []),
    ...(order.status === 'pending_payment'
      ? [{ label: 'Cancel the order', danger: true, onSelect: () => setDialog('cancel') }]
      : []),
  ];
  const actions = (
    <>
      <Button onClick={() => window.print()}>
        <PrintIcon size={18} /> Print
      </Button>
      {order.invoice_number && (
        <LinkButton to={`/admin/orders/${order.id}/invoice`}>
          <ReceiptIcon size={18} /> Invoice {order.invoice_number}
        </LinkButton>
      )}
      {items.length > 0 && (
        <Menu
          label="More to do with the order"
          className="inline-flex h-10! w-auto! items-center whitespace-nowrap gap-2 rounded-full border border-line-strong bg-surface px-4 text-sm font-semibold hover:bg-sunken"
          trigger={
            <>
              More <ChevronDownIcon size={16} />
            </>
          }
          items={items}
        />
      )}
      {desk.refundable.amount > 0 && (
        <Button look="primary" onClick={() => setDialog('refund')}>
          <RefundIcon size={18} /> Refund
        </Button>
      )}
    </>
  );
  const open =
    dialog === 'refund' ? (
      <RefundDialog desk={desk} onClose={close} />
    ) : dialog === 'write' ? (
      <NewTicketDialog
        customerId={customer.id}
        orderId={order.id}
        name={customer.name}
        onClose={close}
      />
    ) : dialog === 'cancel' ? (
      <ConfirmDialog
        title="Cancel the order?"
        confirm="Cancel the order"
        danger
        onConfirm={() => cancel({ id: order.id }).unwrap()}
        onClose={close}
      >
        <p>
          The payment page is closed and nothing is charged: {formatMoney(order.total)} for{' '}
          {customer.name}.
        </p>
      </ConfirmDialog>
    ) : null;
  return { actions, open };
}

import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { CustomerAccount, CustomerDesk } from '@/api/generatedAdmin';
import { describeError, isNotFound } from '@/api/problem';
import { useLook } from '@/features/auth/useLook';
import { countryName } from '@/lib/countries';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDate, formatMoney, plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { ChevronDownIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import type { ShopOrder, Ticket } from '@/features/admin/deskTypes';
import { office } from '@/features/admin/tags';
import { mayOpen, salesManager } from '@/features/admin/area';
import { NotesPanel } from '@/features/admin/NotesPanel';
import { orderColumns } from '@/features/admin/orders/orderList';
import { NewTicketDialog } from '@/features/admin/support/NewTicketDialog';
import { ticketColumns } from '@/features/admin/support/ticketList';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { SendSelect } from '@/features/admin/ui/SendSelect';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StatCard, StatGrid } from '@/features/admin/ui/StatCard';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useAgents } from '@/features/admin/useAgents';
import { useRole } from '@/features/admin/useStaff';
import { nameOf } from './customerList';

const crumbs = [{ to: '/admin/customers', label: 'Customers' }];

export default function CustomerPage() {
  const { id = '' } = useParams();
  const asked = { id: Number(id) };
  const { currentData: desk, error, refetch } = office.useGetCustomerQuery(asked);
  const { currentData: account } = office.useGetCustomerAccountQuery(asked);
  if (desk) return <Desk desk={desk} account={account} />;
  return (
    <AdminPage title="Customer" crumbs={crumbs}>
      {isNotFound(error) ? (
        <EmptyState
          title="There is no such customer here"
          action={<LinkButton to="/admin/customers">All customers</LinkButton>}
        >
          Another agent may look after them.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the customer" />
          <RowsSkeleton count={6} />
        </>
      )}
    </AdminPage>
  );
}

const stateOf = ({ profile }: CustomerDesk, account?: CustomerAccount) =>
  profile.deleted_at ? 'anonymised' : (account?.state ?? null);

function Desk({ desk, account }: { desk: CustomerDesk; account?: CustomerAccount }) {
  const { profile, stats } = desk;
  const { actions, open } = useActions(desk, account);
  const state = stateOf(desk, account);
  const money = (sum: typeof stats.spend) => formatMoney(sum, { free: false });
  return (
    <AdminPage
      title={nameOf(profile)}
      badge={state && <StateBadge state={state} />}
      crumbs={crumbs}
      about={`Customer ${profile.id}, since ${formatDate(profile.created_at)}.`}
      actions={actions}
    >
      <h2 className="sr-only">Figures</h2>
      <StatGrid>
        <StatCard
          label="Spend"
          value={money(stats.spend)}
          about="What was paid, less what was refunded."
        />
        <StatCard label="Orders" value={String(stats.orders)} about="Orders that were paid." />
        <StatCard
          label="Average order"
          value={money(stats.average)}
          about="What was paid, by the number of paid orders."
        />
        <StatCard label="Refunded" value={money(stats.refunded)} about="What has gone back." />
        <StatCard
          label="Library"
          value={account ? plural(account.songs, 'song') : '…'}
          about={`Songs in the library, bought and brought. ${plural(stats.owned_tracks, 'track')} were bought here.`}
        />
        <StatCard
          label="Open tickets"
          value={`${stats.open_tickets} of ${stats.tickets}`}
          about="Tickets that are open or pending, of all there were."
        />
      </StatGrid>
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Orders id={profile.id} email={profile.email} />
          <Tickets id={profile.id} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Person desk={desk} account={account} />
          <NotesPanel notes={desk.notes} customer={profile.id} />
        </div>
      </div>
      {open}
    </AdminPage>
  );
}

function Orders({ id, email }: { id: number; email?: string | null }) {
  const list = useAdminList<ShopOrder>('/api/v1/admin/orders', {
    customer: id,
    sort: '-placed_at',
  });
  const shown = ['number', 'placed_at', 'status', 'items', 'total', 'refunded'];
  return (
    <Panel
      title="Orders"
      flush
      actions={
        email && (
          <LinkButton size="small" look="quiet" to={`/admin/orders?q=${encodeURIComponent(email)}`}>
            In the list
          </LinkButton>
        )
      }
    >
      <AdminTable
        inset
        label="Orders of the customer"
        columns={orderColumns
          .filter((column) => shown.includes(column.id))
          .map((column) => ({ ...column, sort: undefined }))}
        list={list}
        rowKey={(order) => order.id}
        rowName={({ number }) => number}
        to={(order) => `/admin/orders/${order.id}`}
        empty={<p className="px-5 pb-4 text-sm text-ink-2">Nothing was ordered yet.</p>}
      />
    </Panel>
  );
}

function Tickets({ id }: { id: number }) {
  const list = useAdminList<Ticket>('/api/v1/admin/tickets', { customer: id });
  const shown = ['subject', 'state', 'assignee', 'updated'];
  return (
    <Panel title="Tickets" flush>
      <AdminTable
        inset
        label="Tickets of the customer"
        columns={ticketColumns
          .filter((column) => shown.includes(column.id))
          .map((column) => ({ ...column, sort: undefined }))}
        list={list}
        rowKey={(ticket) => ticket.id}
        rowName={({ subject }) => subject}
        to={(ticket) => `/admin/tickets/${ticket.id}`}
        empty={<p className="px-5 pb-4 text-sm text-ink-2">Nothing was asked yet.</p>}
      />
    </Panel>
  );
}

function Person({ desk, account }: { desk: CustomerDesk; account?: CustomerAccount }) {
  const { profile, addresses } = desk;
  const dispatch = useAppDispatch();
  const agents = useAgents();
  const [assign] = office.useAssignAgentMutation();

  async function give(value: string) {
    const agent_id = value ? Number(value) : null;
    const { error } = await assign({ id: profile.id, assignAgent: { agent_id } });
    const name = agents.find((agent) => agent.value === value)?.label ?? 'Nobody';
    const message = error ? describeError(error) : `${name} looks after ${nameOf(profile)} now.`;
    dispatch(toasted({ message, tone: error ? 'bad' : 'plain' }));
  }
  return (
    <Panel title="Person">
      <KeyValue
        facts={[
          { name: 'E-mail', value: profile.email ?? 'forgotten with the account' },
          {
            name: 'Account',
            value:
              account &&
              account.state !== 'none' &&
              [
                account.has_password ? 'with a password' : 'no password yet',
                account.email_verified ? 'address confirmed' : 'address not confirmed',
              ].join(', '),
          },
          { name: 'Company', value: profile.company },
          { name: 'Phone', value: profile.phone },
          { name: 'Country', value: countryName(profile.country ?? '') },
          { name: 'Newsletter', value: profile.newsletter ? 'Yes' : 'No' },
          {
            name: 'Agent',
            value: (
              <SendSelect
                label="Agent"
                value={profile.agent_id ? String(profile.agent_id) : ''}
                options={[{ value: '', label: 'Nobody' }, ...agents]}
                onSend={give}
              />
            ),
          },
          ...addresses.map((address) => ({
            name: address.is_default ? 'Address' : 'Another',
            value: [
              address.line1,
              address.line2,
              `${address.postal_code ?? ''} ${address.city}`.trim(),
              countryName(address.country),
            ]
              .filter(Boolean)
              .join(', '),
          })),
        ]}
      />
    </Panel>
  );
}

/** What can be done with the account, and the dialog that is open. */
function useActions({ profile }: CustomerDesk, account?: CustomerAccount) {
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const role = useRole();
  const look = useLook();
  const [dialog, setDialog] = useState<'disable' | 'enable' | 'anonymise' | 'write' | null>(null);
  const [disable] = office.useDisableCustomerMutation();
  const [enable] = office.useEnableCustomerMutation();
  const [anonymise] = office.useAnonymiseCustomerMutation();
  const name = nameOf(profile);
  const { id } = profile;
  const close = () => setDialog(null);

  async function view() {
    const problem = await look.begin(id);
    if (problem) dispatch(toasted({ tone: 'bad', message: problem }));
    else void navigate('/library');
  }
  if (profile.deleted_at || !account) return { actions: null, open: null };
  const items = [
    account.state === 'disabled'
      ? { label: 'Open the account again', onSelect: () => setDialog('enable') }
      : { label: 'Disable the account', danger: true, onSelect: () => setDialog('disable') },
    ...(mayOpen(salesManager, role)
      ? [{ label: 'Anonymise for good', danger: true, onSelect: () => setDialog('anonymise') }]
      : []),
  ];
  const actions = (
    <>
      <Menu
        label="More to do with the customer"
        className="inline-flex h-10! w-auto! items-center whitespace-nowrap gap-2 rounded-full border border-line-strong bg-surface px-4 text-sm font-semibold hover:bg-sunken"
        trigger={
          <>
            More <ChevronDownIcon size={16} />
          </>
        }
        items={items}
      />
      {account.state !== 'none' && <Button onClick={() => void view()}>View as customer</Button>}
      <Button look="primary" onClick={() => setDialog('write')}>
        Write to {profile.first_name}
      </Button>
    </>
  );
  const open =
    dialog === 'write' ? (
      <NewTicketDialog customerId={id} name={name} onClose={close} />
    ) : dialog === 'disable' ? (
      <ConfirmDialog
        title={`Disable the account of ${name}?`}
        confirm="Disable the account"
        danger
        reason="required"
        onConfirm={(reason) => disable({ id, customerAccountReason: { reason } }).unwrap()}
        onClose={close}
      >
        <p>
          Nobody can sign in with it, and who is signed in is out at once. What was bought stays.
        </p>
      </ConfirmDialog>
    ) : dialog === 'enable' ? (
      <ConfirmDialog
        title={`Open the account of ${name} again?`}
        confirm="Open the account"
        reason="required"
        onConfirm={(reason) => enable({ id, customerAccountReason: { reason } }).unwrap()}
        onClose={close}
      />
    ) : dialog === 'anonymise' ? (
      <ConfirmDialog
        title={`Anonymise ${name} for good?`}
        confirm="Anonymise for good"
        danger
        reason="required"
        onConfirm={(reason) =>
          anonymise({ id, anonymiseCustomer: { confirm: id, reason } }).unwrap()
        }
        onClose={close}
      >
        <p>
          Name, address, library, notes and what was written are forgotten, and the account is gone.
          Orders and invoices stay, as the law asks. This cannot be taken back.
        </p>
      </ConfirmDialog>
    ) : null;
  return { actions, open };
}

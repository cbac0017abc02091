import { countryName } from '@/lib/countries';
import { formatDate, formatDateTime, formatMoney } from '@/lib/format';
import type { ShopOrder } from '@/features/admin/deskTypes';
import type { AdminColumn } from '@/features/admin/ui/AdminTable';
import type { Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';

const states = [
  ['paid', 'Paid'],
  ['fulfilled', 'Complete'],
  ['partially_refunded', 'Partly refunded'],
  ['refunded', 'Refunded'],
  ['pending_payment', 'Waiting for payment'],
  ['processing', 'Payment in progress'],
  ['disputed', 'Disputed'],
  ['canceled', 'Canceled'],
  ['expired', 'Expired'],
].map(([value = '', label = '']) => ({ value, label }));

export type AgentChoice = { value: string; label: string };

export const scopes = [
  { value: 'mine', label: 'My customers' },
  { value: 'team', label: 'My team’s customers' },
  { value: 'unassigned', label: 'Nobody’s customers' },
];

/** The filters of the list, by the names the service knows. */
export const orderFilters = (agents: AgentChoice[], promotion: Filter | null): Filter[] => [
  { kind: 'text', name: 'q', label: 'Search orders', placeholder: 'Number, name, e-mail, invoice' },
  { kind: 'many', name: 'status', label: 'State', options: states },
  { kind: 'dates', from: 'placed_from', to: 'placed_to', label: 'Placed' },
  { kind: 'country', name: 'country', label: 'Country' },
  { kind: 'money', from: 'total_min', to: 'total_max', label: 'Total' },
  { kind: 'choice', name: 'agent', label: 'Agent', options: agents },
  { kind: 'choice', name: 'scope', label: 'Whose', options: scopes },
  {
    kind: 'choice',
    name: 'held',
    label: 'Money',
    options: [{ value: 'true', label: 'Does not fit the order' }],
  },
  {
    kind: 'choice',
    name: 'refund',
    label: 'Refund',
    options: [{ value: 'failed', label: 'The last one failed' }],
  },
  ...(promotion ? [promotion] : []),
];

export const orderColumns: readonly AdminColumn<ShopOrder>[] = [
  { id: 'number', name: 'Number', sort: 'number', width: 144, render: ({ number }) => number },
  {
    id: 'placed_at',
    name: 'Placed',
    sort: 'placed_at',
    downFirst: true,
    width: 124,
    render: ({ placed_at }) => (
      <time dateTime={placed_at} title={formatDateTime(placed_at)}>
        {formatDate(placed_at)}
      </time>
    ),
  },
  {
    id: 'status',
    name: 'State',
    width: 146,
    render: ({ status, held }) =>
      held ? (
        <StateBadge state="disputed" label="Held: look at it" />
      ) : (
        <StateBadge state={status} />
      ),
  },
  {
    id: 'customer',
    name: 'Customer',
    sort: 'customer',
    min: 140,
    render: ({ customer_name }) => customer_name,
  },
  {
    id: 'email',
    name: 'E-mail',
    min: 190,
    hidden: true,
    render: ({ customer_email }) => customer_email,
  },
  {
    id: 'country',
    name: 'Country',
    width: 120,
    render: ({ country }) => countryName(country ?? ''),
  },
  { id: 'agent', name: 'Agent', width: 134, render: ({ agent_name }) => agent_name ?? '—' },
  {
    id: 'items',
    name: 'Items',
    align: 'end',
    width: 78,
    render: ({ item_count }) => item_count,
  },
  {
    id: 'total',
    name: 'Total',
    sort: 'total',
    downFirst: true,
    align: 'end',
    width: 96,
    render: ({ total }) => formatMoney(total, { free: false }),
  },
  {
    id: 'refunded',
    name: 'Refunded',
    sort: 'refunded',
    downFirst: true,
    align: 'end',
    width: 108,
    render: ({ refunded }) => (refunded.amount ? formatMoney(refunded) : '—'),
  },
  {
    id: 'invoice',
    name: 'Invoice',
    align: 'end',
    width: 96,
    hidden: true,
    render: ({ invoice_number }) => invoice_number ?? '—',
  },
  {
    id: 'provider',
    name: 'Paid through',
    width: 130,
    hidden: true,
    render: ({ provider }) => provider ?? '—',
  },
];

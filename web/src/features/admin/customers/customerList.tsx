import { countryName } from '@/lib/countries';
import { formatDate, formatMoney } from '@/lib/format';
import type { ShopCustomer } from '@/features/admin/deskTypes';
import { scopes, type AgentChoice } from '@/features/admin/orders/orderList';
import type { AdminColumn } from '@/features/admin/ui/AdminTable';
import type { Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';

export const nameOf = ({ first_name, last_name }: { first_name: string; last_name: string }) =>
  `${first_name} ${last_name}`;

export const customerFilters = (agents: AgentChoice[]): Filter[] => [
  {
    kind: 'text',
    name: 'q',
    label: 'Search customers',
    placeholder: 'Name, company, e-mail, phone',
  },
  { kind: 'country', name: 'country', label: 'Country' },
  { kind: 'money', from: 'spend_min', to: 'spend_max', label: 'Spend' },
  { kind: 'dates', from: 'last_order_from', to: 'last_order_to', label: 'Last order' },
  { kind: 'choice', name: 'agent', label: 'Agent', options: agents },
  { kind: 'choice', name: 'scope', label: 'Whose', options: scopes },
  {
    kind: 'choice',
    name: 'newsletter',
    label: 'Newsletter',
    options: [
      { value: 'true', label: 'Wants it' },
      { value: 'false', label: 'Does not want it' },
    ],
  },
  { kind: 'dates', from: 'created_from', to: 'created_to', label: 'Customer since' },
  {
    kind: 'choice',
    name: 'deleted',
    label: 'Account',
    options: [
      { value: 'false', label: 'There' },
      { value: 'true', label: 'Deleted' },
    ],
  },
];

export const customerColumns: readonly AdminColumn<ShopCustomer>[] = [
  { id: 'name', name: 'Name', sort: 'name', min: 180, render: nameOf },
  {
    id: 'email',
    name: 'E-mail',
    min: 210,
    render: ({ email, deleted_at }) => (deleted_at ? <StateBadge state="anonymised" /> : email),
  },
  { id: 'company', name: 'Company', min: 160, hidden: true, render: ({ company }) => company },
  {
    id: 'country',
    name: 'Country',
    width: 150,
    render: ({ country }) => countryName(country ?? ''),
  },
  { id: 'agent', name: 'Agent', width: 150, render: ({ agent_name }) => agent_name ?? '—' },
  {
    id: 'orders',
    name: 'Orders',
    sort: 'orders',
    downFirst: true,
    align: 'end',
    width: 96,
    render: ({ orders }) => orders,
  },
  {
    id: 'spend',
    name: 'Spend',
    sort: 'spend',
    downFirst: true,
    align: 'end',
    width: 116,
    render: ({ spend }) => formatMoney(spend, { free: false }),
  },
  {
    id: 'last_order',
    name: 'Last order',
    sort: 'last_order',
    downFirst: true,
    width: 130,
    render: ({ last_order_at }) => (last_order_at ? formatDate(last_order_at) : '—'),
  },
  {
    id: 'created',
    name: 'Customer since',
    sort: 'created_at',
    downFirst: true,
    width: 144,
    hidden: true,
    render: ({ created_at }) => formatDate(created_at),
  },
];

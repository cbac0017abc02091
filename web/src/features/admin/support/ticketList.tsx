import { formatDateTime } from '@/lib/format';
import type { Ticket } from '@/features/admin/deskTypes';
import { scopes, type AgentChoice } from '@/features/admin/orders/orderList';
import type { AdminColumn } from '@/features/admin/ui/AdminTable';
import type { Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';

export const ticketStates = [
  { value: 'open', label: 'Open' },
  { value: 'pending', label: 'Pending' },
  { value: 'solved', label: 'Solved' },
  { value: 'closed', label: 'Closed' },
];

export const ticketFilters = (agents: AgentChoice[]): Filter[] => [
  {
    kind: 'text',
    name: 'q',
    label: 'Search tickets',
    placeholder: 'Subject, name, e-mail, number',
  },
  { kind: 'many', name: 'state', label: 'State', options: ticketStates },
  { kind: 'choice', name: 'assignee', label: 'Assigned to', options: agents },
  {
    kind: 'choice',
    name: 'waiting',
    label: 'Answer',
    options: [
      { value: 'true', label: 'The customer waits' },
      { value: 'false', label: 'Nobody waits' },
    ],
  },
  { kind: 'dates', from: 'created_from', to: 'created_to', label: 'Asked' },
  { kind: 'choice', name: 'scope', label: 'Whose', options: scopes },
];

/** "3 h", "2 days": how long something took, or takes. */
export function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

export const ticketColumns: readonly AdminColumn<Ticket>[] = [
  {
    id: 'subject',
    name: 'Subject',
    min: 260,
    render: ({ number, subject }) => (
      <>
        <span className="mr-2 font-normal text-ink-2 tabular-nums">#{number}</span>
        {subject}
      </>
    ),
  },
  { id: 'state', name: 'State', width: 104, render: ({ state }) => <StateBadge state={state} /> },
  { id: 'customer', name: 'Customer', min: 160, render: ({ customer_name }) => customer_name },
  {
    id: 'about',
    name: 'About',
    min: 140,
    render: ({ order_number, track_name }) => order_number ?? track_name ?? '—',
  },
  {
    id: 'assignee',
    name: 'Assigned to',
    width: 150,
    render: ({ assignee_name }) => assignee_name ?? 'Nobody',
  },
  {
    id: 'waiting',
    name: 'Waits since',
    sort: 'waiting',
    width: 200,
    render: ({ waiting_since }) => (waiting_since ? formatDateTime(waiting_since) : '—'),
  },
  {
    id: 'updated',
    name: 'Last word',
    sort: 'updated_at',
    downFirst: true,
    width: 200,
    render: ({ updated_at }) => formatDateTime(updated_at),
  },
  {
    id: 'messages',
    name: 'Messages',
    align: 'end',
    width: 100,
    hidden: true,
    render: ({ messages }) => messages,
  },
  {
    id: 'first_answer',
    name: 'First answer',
    width: 130,
    hidden: true,
    render: ({ first_answer_seconds: seconds }) => (seconds == null ? '—' : span(seconds)),
  },
  {
    id: 'resolution',
    name: 'Solved in',
    width: 120,
    hidden: true,
    render: ({ resolution_seconds: seconds }) => (seconds == null ? '—' : span(seconds)),
  },
];

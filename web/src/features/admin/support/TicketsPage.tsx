import { useMemo, useState } from 'react';
import type { TicketSummary } from '@/api/generatedAdmin';
import { Button } from '@/ui/Button';
import type { Ticket } from '@/features/admin/deskTypes';
import { useSums } from '@/features/admin/deskApi';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters } from '@/features/admin/ui/filters';
import { SavedViews } from '@/features/admin/ui/SavedViews';
import { StatCard, StatGrid } from '@/features/admin/ui/StatCard';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useAgents } from '@/features/admin/useAgents';
import { CannedDialog } from './CannedDialog';
import { span, ticketColumns, ticketFilters } from './ticketList';

/** Conversations with customers within reach, and how quickly they are answered. */
export default function TicketsPage() {
  const agents = useAgents();
  const filters = useMemo(
    () =>
      ticketFilters([{ value: 'me', label: 'Me' }, ...agents, { value: 'none', label: 'Nobody' }]),
    [agents],
  );
  const state = useFilters(filters);
  const { sort: _, ...filter } = state.values;
  const list = useAdminList<Ticket>('/api/v1/admin/tickets', state.values);
  const sums = useSums<TicketSummary>('/api/v1/admin/tickets/summary', filter);
  const [canned, setCanned] = useState(false);
  const time = (seconds: number | null | undefined) => (seconds == null ? '—' : span(seconds));
  const total = sums && sums.open + sums.pending + sums.solved + sums.closed;
  return (
    <AdminPage
      title="Tickets"
      actions={<Button onClick={() => setCanned(true)}>Canned answers</Button>}
    >
      <h2 className="sr-only">Figures</h2>
      <StatGrid>
        <StatCard
          label="Waiting for us"
          value={sums ? String(sums.waiting) : '…'}
          about="Customers who wrote last and have no answer yet."
        />
        <StatCard
          label="Open"
          value={sums ? String(sums.open) : '…'}
          about="Tickets where it is our turn."
        />
        <StatCard
          label="Pending"
          value={sums ? String(sums.pending) : '…'}
          about="Tickets where it is the customer’s turn."
        />
        <StatCard
          label="First answer"
          value={time(sums?.first_answer_seconds)}
          about="From the question to our first answer, on average over the answered tickets of this filter."
        />
        <StatCard
          label="Solved in"
          value={time(sums?.resolution_seconds)}
          about="From the question until it was solved, on average over the solved tickets of this filter."
        />
      </StatGrid>
      <FilterBar filters={filters} state={state}>
        <SavedViews list="tickets" columns={ticketColumns} />
      </FilterBar>
      <AdminTable
        label="Tickets"
        name="tickets"
        columns={ticketColumns}
        list={{ ...list, total: total ?? list.total }}
        rowKey={({ id }) => id}
        rowName={({ subject }) => subject}
        to={({ id }) => `/admin/tickets/${id}`}
      />
      {canned && <CannedDialog onClose={() => setCanned(false)} />}
    </AdminPage>
  );
}

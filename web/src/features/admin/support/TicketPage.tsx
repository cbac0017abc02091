import { Link, useParams } from 'react-router';
import type { Conversation, TicketState } from '@/api/generatedAdmin';
import { describeError, isNotFound } from '@/api/problem';
import { MessageList } from '@/features/support/MessageList';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { office } from '@/features/admin/tags';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { SendSelect } from '@/features/admin/ui/SendSelect';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAgents } from '@/features/admin/useAgents';
import { AnswerForm } from './AnswerForm';
import { span, ticketStates } from './ticketList';

const crumbs = [{ to: '/admin/tickets', label: 'Tickets' }];
const pollMs = 20_000;

export default function TicketPage() {
  const { id = '' } = useParams();
  const { currentData, error, refetch } = office.useGetTicketQuery(
    { id },
    { refetchOnMountOrArgChange: true, pollingInterval: pollMs, skipPollingIfUnfocused: true },
  );
  if (currentData) return <Ticket conversation={currentData} />;
  return (
    <AdminPage title="Ticket" crumbs={crumbs}>
      {isNotFound(error) ? (
        <EmptyState
          title="There is no such ticket here"
          action={<LinkButton to="/admin/tickets">All tickets</LinkButton>}
        >
          It may be about a customer of another agent.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the ticket" />
          <RowsSkeleton count={5} />
        </>
      )}
    </AdminPage>
  );
}

function Ticket({ conversation: { ticket, messages } }: { conversation: Conversation }) {
  const link = 'font-semibold text-accent hover:underline';
  return (
    <AdminPage
      title={`#${ticket.number} ${ticket.subject}`}
      badge={<StateBadge state={ticket.state} />}
      crumbs={crumbs}
      about={
        ticket.waiting_since
          ? `${ticket.customer_name} waits since ${formatDateTime(ticket.waiting_since)}.`
          : undefined
      }
    >
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Conversation">
            <MessageList messages={messages} own="staff" />
          </Panel>
          <AnswerForm ticket={ticket} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Ticket">
            <Steering ticket={ticket} />
          </Panel>
          <Panel title="Customer">
            <KeyValue
              facts={[
                {
                  name: 'Name',
                  value: (
                    <Link to={`/admin/customers/${ticket.customer_id}`} className={link}>
                      {ticket.customer_name}
                    </Link>
                  ),
                },
                { name: 'E-mail', value: ticket.customer_email ?? 'forgotten with the account' },
                {
                  name: 'Order',
                  value: ticket.order_id && (
                    <Link to={`/admin/orders/${ticket.order_id}`} className={link}>
                      {ticket.order_number}
                    </Link>
                  ),
                },
                {
                  name: 'Track',
                  value: ticket.track_id && (
                    <Link to={`/tracks/${ticket.track_id}`} className={link}>
                      {ticket.track_name}
                    </Link>
                  ),
                },
              ]}
            />
          </Panel>
        </div>
      </div>
    </AdminPage>
  );
}

/** Whose turn it is, and who looks after it. */
function Steering({ ticket }: Pick<Conversation, 'ticket'>) {
  const dispatch = useAppDispatch();
  const agents = useAgents();
  const [update] = office.useUpdateTicketMutation();
  async function change(ticketChange: { state?: TicketState; assignee_id?: number }) {
    const { error } = await update({ id: ticket.id, ticketChange });
    if (error) dispatch(toasted({ tone: 'bad', message: describeError(error) }));
  }
  const time = (seconds: number | null | undefined) => (seconds == null ? null : span(seconds));
  return (
    <KeyValue
      facts={[
        {
          name: 'State',
          value: (
            <SendSelect
              label="State"
              value={ticket.state}
              options={ticketStates}
              onSend={(state) => change({ state: state as TicketState })}
            />
          ),
        },
        {
          name: 'Assigned to',
          value: (
            <SendSelect
              label="Assigned to"
              value={ticket.assignee_id ? String(ticket.assignee_id) : ''}
              options={[{ value: '', label: 'Nobody' }, ...agents]}
              onSend={(value) => change({ assignee_id: Number(value) })}
            />
          ),
        },
        { name: 'Asked', value: formatDateTime(ticket.created_at) },
        {
          name: 'Began by',
          value: { web: 'the help page', mail: 'mail', staff: 'the staff' }[ticket.channel],
        },
        { name: 'First answer', value: time(ticket.first_answer_seconds) },
        { name: 'Solved in', value: time(ticket.resolution_seconds) },
      ]}
    />
  );
}

import { Link } from 'react-router';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { formatDateTime } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, EmptyState, ErrorState } from '@/ui/States';
import { helpApi, turns } from './helpApi';

/** Everything the customer asked us, the last word first. */
export default function HelpPage() {
  usePageTitle('Help');
  return (
    <CustomerOnly>
      <div className="page max-w-4xl py-8 sm:py-12">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="mr-auto text-3xl font-bold sm:text-4xl">Help</h1>
          <LinkButton look="primary" to="/help/new">
            Ask us something
          </LinkButton>
        </div>
        <p className="mt-2 text-ink-2">We answer here and by mail. You can answer the mail, too.</p>
        <Questions />
      </div>
    </CustomerOnly>
  );
}

function Questions() {
  const { currentData, error, refetch } = helpApi.useListMyTicketsQuery(
    { limit: 100 },
    { refetchOnMountOrArgChange: true },
  );
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData) {
    return (
      <div className="mt-6">
        <Loading what="your questions" />
        <RowsSkeleton count={4} />
      </div>
    );
  }
  if (currentData.items.length === 0) {
    return (
      <EmptyState title="Nothing asked yet">
        Something is wrong with a download, a payment or a recording? Tell us.
      </EmptyState>
    );
  }
  return (
    <ul className="mt-6 divide-y divide-line rounded-2xl border border-line bg-surface">
      {currentData.items.map((ticket) => (
        <li
          key={ticket.id}
          className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-4 hover:bg-sunken"
        >
          <div className="min-w-0 flex-1 basis-64">
            <Link
              to={`/help/${ticket.id}`}
              className="font-semibold break-words after:absolute after:inset-0"
            >
              {ticket.subject}
            </Link>
            <p className="text-sm text-ink-2">
              #{ticket.number}
              {ticket.order_number && ` · order ${ticket.order_number}`}
              {ticket.track_name && ` · ${ticket.track_name}`} · last word{' '}
              {formatDateTime(ticket.updated_at)}
            </p>
          </div>
          <Badge tone={turns[ticket.state].tone}>{turns[ticket.state].label}</Badge>
        </li>
      ))}
    </ul>
  );
}

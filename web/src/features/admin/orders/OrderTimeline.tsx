import { formatMoney } from '@/lib/format';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { office } from '@/features/admin/tags';
import { Timeline } from '@/features/admin/ui/Timeline';

const good = new Set(['paid', 'invoice']);

/** Everything that happened to an order, the latest first. */
export function OrderTimeline({ id }: { id: string }) {
  const { currentData, error, refetch } = office.useGetOrderTimelineQuery({ id });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData) {
    return (
      <>
        <Loading what="what happened" />
        <RowsSkeleton count={4} />
      </>
    );
  }
  const events = currentData.toReversed().map((event, index) => ({
    id: `${index}:${event.at}`,
    at: event.at,
    by: event.by,
    tone: event.trouble
      ? ('bad' as const)
      : good.has(event.kind)
        ? ('good' as const)
        : ('plain' as const),
    title: (
      <>
        {event.title}
        {event.amount && (
          <span className="ml-2 font-normal text-ink-2 tabular-nums">
            {formatMoney(event.amount, { free: false })}
          </span>
        )}
      </>
    ),
    detail: event.detail && <p className="break-words whitespace-pre-line">{event.detail}</p>,
  }));
  return <Timeline label="What happened to the order" events={events} />;
}

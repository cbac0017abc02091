import { useGetAdminHomeQuery, type AdminHome as Home } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { spanWords } from '@/features/admin/ui/days';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { SpanButton } from '@/features/admin/ui/SpanButton';
import { oneOf } from '@/lib/useQueryState';
import { Select } from '@/ui/Select';
import { ErrorState } from '@/ui/States';
import { Attention } from './Attention';
import { Figures } from './Figures';
import { HomeSkeleton } from './HomeSkeleton';
import { SalesChart } from './SalesChart';
import { TopLists } from './TopLists';

const filters: Filter[] = [
  { kind: 'dates', from: 'from', to: 'to', label: 'Days' },
  {
    kind: 'choice',
    name: 'compare',
    label: 'Compare',
    options: [
      { value: 'previous', label: 'the days before' },
      { value: 'year', label: 'the year before' },
      { value: 'none', label: 'nothing' },
    ],
  },
  { kind: 'choice', name: 'interval', label: 'Chart by', options: [] },
];

/** How sales go, what sells, and what waits for somebody; the parts follow the role. */
export default function HomePage() {
  const state = useFilters(filters);
  const { from, to, interval } = state.values;
  const compare = oneOf(state.values.compare ?? null, ['previous', 'year', 'none']);
  const asked = {
    from,
    to,
    compare,
    interval: interval ? oneOf(interval, ['day', 'week', 'month', 'year']) : undefined,
  };
  // Another range shows the last one's figures until its own are there.
  const { data, error, isFetching, refetch } = useGetAdminHomeQuery(asked, {
    refetchOnMountOrArgChange: true,
  });
  const sells = data === undefined || data.cards.length > 0;

  return (
    <AdminPage
      title="Home"
      about={data && sells ? aboutOf(data) : undefined}
      actions={
        sells && (
          <>
            <Select
              label="Compare with"
              value={compare}
              onChange={(compare) => state.set({ compare })}
            >
              <option value="previous">the days before</option>
              <option value="year">the year before</option>
              <option value="none">nothing</option>
            </Select>
            <SpanButton from={data?.from ?? from} to={data?.to ?? to} state={state} />
          </>
        )
      }
    >
      {error && !isFetching ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        <div aria-busy={isFetching} className="flex flex-col gap-5">
          <Attention items={data.attention} />
          {sells && (
            <>
              <Figures home={data} />
              <SalesChart home={data} onInterval={(interval) => state.set({ interval })} />
              <TopLists home={data} />
            </>
          )}
        </div>
      ) : (
        <HomeSkeleton />
      )}
    </AdminPage>
  );
}

function aboutOf({ own, previous, time_zone }: Home): string {
  const whose = own ? 'The figures are those of your own customers. ' : '';
  const against = previous ? `Compared with ${spanWords(previous.from, previous.to)}. ` : '';
  return `${whose}${against}Days begin and end in ${time_zone}.`;
}

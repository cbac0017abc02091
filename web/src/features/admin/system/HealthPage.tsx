import type { Health } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import { useGetHealthQuery } from './systemApi';

/** How every part of the shop is, looked at anew each half minute. */
export default function HealthPage() {
  const { data, error, isFetching, refetch } = useGetHealthQuery(undefined, {
    refetchOnMountOrArgChange: true,
    pollingInterval: 30_000,
  });
  return (
    <AdminPage
      title="Health"
      about={data && `Chinook ${data.version}, looked at on ${formatDateTime(data.at)}.`}
      actions={
        <Button busy={isFetching} onClick={() => void refetch()}>
          Look again
        </Button>
      }
    >
      {data ? (
        <Parts parts={data.parts} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="how the shop is" />
          <RowsSkeleton count={6} />
        </>
      )}
    </AdminPage>
  );
}

const shown = {
  good: ['Good', 'good'],
  warning: ['Look at it', 'warn'],
  bad: ['Broken', 'bad'],
} as const;

function Parts({ parts }: { parts: Health['parts'] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {parts.map(({ name, state, detail }) => {
        const [word, tone] = shown[state];
        return (
          <li key={name} className="rounded-xl border border-line bg-surface p-4">
            <h2 className="flex items-center justify-between gap-3 text-base font-bold">
              {name}
              <Badge tone={tone}>{word}</Badge>
            </h2>
            <p className="mt-1.5 text-sm break-words text-ink-2">{detail}</p>
          </li>
        );
      })}
    </ul>
  );
}

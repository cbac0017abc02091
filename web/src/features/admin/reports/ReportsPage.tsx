import { Link } from 'react-router';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { ChevronRightIcon } from '@/ui/icons';
import { useListReportsQuery } from './reportsApi';
import { groups, type ReportInfo } from './words';

/** What can be asked of the books. */
export default function ReportsPage() {
  const { data, error, refetch } = useListReportsQuery();
  return (
    <AdminPage
      title="Reports"
      about="Over any range of days, compared with the one before, right to the cent against the ledger. Each can be saved as CSV and printed."
    >
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        groups.map(({ name, reports }) => (
          <section key={name} aria-labelledby={`reports-${name}`} className="flex flex-col gap-2.5">
            <h2 id={`reports-${name}`} className="text-lg font-bold">
              {name}
            </h2>
            <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {reports
                .map((report) => data.items.find((info) => info.report === report))
                .filter((info) => info !== undefined)
                .map((info) => (
                  <ReportCard key={info.report} info={info} />
                ))}
            </ul>
          </section>
        ))
      ) : (
        <Skeleton className="h-96" />
      )}
    </AdminPage>
  );
}

function ReportCard({ info }: { info: ReportInfo }) {
  return (
    <li className="relative flex gap-3 rounded-xl border border-line bg-surface px-4 py-3.5 hover:border-line-strong">
      <div className="min-w-0 flex-1">
        <Link
          to={`/admin/reports/${info.report}`}
          className="font-semibold after:absolute after:inset-0 after:rounded-xl"
        >
          {info.title}
        </Link>
        <p className="mt-0.5 text-sm text-ink-2">{info.description}</p>
      </div>
      <ChevronRightIcon size={18} className="mt-0.5 shrink-0 text-ink-3" />
    </li>
  );
}

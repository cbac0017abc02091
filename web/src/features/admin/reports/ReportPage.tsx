import { useParams } from 'react-router';
import type { Report, ReportTable as Table } from '@/api/generatedAdmin';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { spanWords } from '@/features/admin/ui/days';
import { PrintIcon } from '@/features/admin/ui/icons';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { ReportDrawing } from './ReportDrawing';
import { ReportTools } from './ReportTools';
import { ReportTable } from './ReportTable';
import { RoyaltyRates } from './RoyaltyRates';
import { useGetReportQuery, useListReportsQuery } from './reportsApi';
import { useAsked } from './useAsked';
import { groups } from './words';

const known: readonly string[] = groups.flatMap(({ reports }) => reports);

/** One report: what was asked, drawn, and as a table. */
export default function ReportPage() {
  const { report = '' } = useParams();
  return known.includes(report) ? (
    <KnownReport key={report} report={report as Report} />
  ) : (
    <AdminPage title="Report" crumbs={[{ to: '/admin/reports', label: 'Reports' }]}>
      <EmptyState title="There is no such report">
        The list of reports has those there are.
      </EmptyState>
    </AdminPage>
  );
}

function KnownReport({ report }: { report: Report }) {
  const { data: reports } = useListReportsQuery();
  const info = reports?.items.find((item) => item.report === report);
  const asked = useAsked(report, info);
  const answer = useGetReportQuery(asked.arg, { refetchOnMountOrArgChange: true });
  const table = answer.currentData ?? (answer.isFetching ? answer.data : undefined);
  const shown = table?.report === report ? table : undefined;
  return (
    <AdminPage
      title={info?.title ?? shown?.title ?? 'Report'}
      about={info?.description}
      crumbs={[{ to: '/admin/reports', label: 'Reports' }]}
      actions={
        <>
          <CsvButton
            url={`/api/v1/admin/reports/${report}/export.csv`}
            params={asked.params}
            filename={`${report}.csv`}
          />
          <Button look="quiet" onClick={() => window.print()}>
            <PrintIcon size={18} />
            Print
          </Button>
        </>
      }
    >
      <ReportTools report={report} info={info} asked={asked} table={shown} />
      {answer.error ? (
        <ErrorState error={answer.error} retry={() => void answer.refetch()} />
      ) : shown ? (
        <div
          aria-busy={answer.isFetching}
          className={answer.isFetching ? 'flex flex-col gap-5 opacity-60' : 'flex flex-col gap-5'}
        >
          <Told table={shown} timed={info?.by_time ?? true} />
          <ReportDrawing table={shown} />
          <ReportTable table={shown} />
          {report === 'royalties' && <RoyaltyRates />}
          <Definitions table={shown} />
        </div>
      ) : (
        <Skeleton className="h-[32rem]" />
      )}
    </AdminPage>
  );
}

/** The days in words, also on paper. */
function Told({ table, timed }: { table: Table; timed: boolean }) {
  if (!timed) return <p className="text-sm text-ink-2">As the shop is today.</p>;
  return (
    <p className="text-sm text-ink-2">
      <strong className="text-ink">{spanWords(table.from, table.to)}</strong>
      {table.previous && <>, compared with {spanWords(table.previous.from, table.previous.to)}</>}.
      Days begin and end in {table.time_zone}.
    </p>
  );
}

/** What each column measures. */
function Definitions({ table }: { table: Table }) {
  const defined = table.columns.filter(({ definition }) => definition);
  if (defined.length === 0) return null;
  return (
    <Panel title="What is measured">
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
        {defined
          .filter(({ kind }, at) => kind !== 'percent' || at < 12)
          .map(({ key, label, definition }) => (
            <div key={key}>
              <dt className="inline font-semibold">{label}: </dt>
              <dd className="inline text-ink-2">{definition}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}

import type { Report, ReportTable as Table } from '@/api/generatedAdmin';
import { Segments } from '@/features/admin/ui/Segments';
import { SpanButton } from '@/features/admin/ui/SpanButton';
import { countries } from '@/lib/countries';
import { Select } from '@/ui/Select';
import { intervals, sorts, type Asked } from './useAsked';
import type { ReportInfo } from './words';

const intervalWords = { day: 'Day', week: 'Week', month: 'Month', year: 'Year' } as const;
const sortWords = { '-net': 'Net sales', '-units': 'Tracks sold', '-refunds': 'Refunds' } as const;
const sortable: readonly Report[] = [
  'countries',
  'agents',
  'genres',
  'artists',
  'albums',
  'tracks',
  'media-types',
];

/** What is asked of a report: days, comparison, and what this one can be narrowed to. */
export function ReportTools({
  report,
  info,
  asked: { arg, state, compare },
  table,
}: {
  report: Report;
  info: ReportInfo | undefined;
  asked: Asked;
  table: Table | undefined;
}) {
  const timed = info?.by_time ?? true;
  return (
    <div
      role="search"
      aria-label="What the report is about"
      className="flex flex-wrap items-center gap-x-4 gap-y-2.5 print:hidden"
    >
      {timed && (
        <SpanButton from={arg.from ?? table?.from} to={arg.to ?? table?.to} state={state} />
      )}
      {timed && (
        <Select
          label="Compared with"
          value={compare}
          onChange={(value) => state.set({ compare: value === 'previous' ? null : value })}
        >
          <option value="previous">the days before</option>
          <option value="year">a year earlier</option>
          <option value="none">nothing</option>
        </Select>
      )}
      {report === 'sales' && (
        <Segments
          label="A row for each"
          options={intervals.map((interval) => [interval, intervalWords[interval]] as const)}
          value={arg.interval ?? table?.interval ?? 'day'}
          onChange={(interval) => state.set({ interval })}
        />
      )}
      {info?.by_country && (
        <Select
          label="Country"
          value={arg.country ?? ''}
          onChange={(country) => state.set({ country: country || null })}
        >
          <option value="">All countries</option>
          {countries().map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {sortable.includes(report) && (
        <Select
          label="Most"
          value={arg.sort ?? '-net'}
          onChange={(sort) => state.set({ sort: sort === '-net' ? null : sort })}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortWords[sort]}
            </option>
          ))}
        </Select>
      )}
      {report === 'countries' && (
        <label className="flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={arg.groupSmall ?? false}
            onChange={({ target }) => state.set({ group_small: target.checked ? 'true' : null })}
            className="size-4.5 accent-accent"
          />
          Countries with one customer as “Other”
        </label>
      )}
      {table?.more && (
        <button
          type="button"
          className="min-h-10 text-sm font-semibold underline underline-offset-4"
          onClick={() => state.set({ limit: 500 })}
        >
          Show 500 rows
        </button>
      )}
    </div>
  );
}

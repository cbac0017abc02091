import type { GetReportApiArg, Report } from '@/api/generatedAdmin';
import { isDay } from '@/features/admin/ui/days';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { oneOf } from '@/lib/useQueryState';
import type { ReportInfo } from './words';

/** All of them stand in the address, under the names of the service. */
const filters: Filter[] = [
  { kind: 'dates', from: 'from', to: 'to', label: 'Days' },
  { kind: 'text', name: 'compare', label: 'Compared with' },
  { kind: 'text', name: 'interval', label: 'By' },
  { kind: 'country', name: 'country', label: 'Country' },
  { kind: 'text', name: 'group_small', label: 'Small countries' },
  { kind: 'text', name: 'limit', label: 'Rows' },
];

export const compares = ['previous', 'year', 'none'] as const;
export const intervals = ['day', 'week', 'month', 'year'] as const;
export const sorts = ['-net', '-units', '-refunds'] as const;
const most = 500;

/** What the address asks of a report, as the service takes it; what a report does not know is left out. */
export function useAsked(report: Report, info: ReportInfo | undefined) {
  const state = useFilters(filters);
  const { from, to, compare, interval, country, group_small, sort, limit } = state.values;
  const known = <T extends string>(value: string | undefined, words: readonly T[]) =>
    words.find((word) => word === value);
  const arg: GetReportApiArg = {
    report,
    from: from && isDay(from) ? from : undefined,
    to: to && isDay(to) ? to : undefined,
    compare: known(compare, compares),
    interval: report === 'sales' ? known(interval, intervals) : undefined,
    country: info?.by_country && country ? country : undefined,
    sort: known(sort, sorts),
    groupSmall: report === 'countries' && group_small === 'true' ? true : undefined,
    limit: limit === String(most) || report === 'cohorts' ? most : undefined,
  };
  const params = {
    from: arg.from,
    to: arg.to,
    compare: arg.compare,
    interval: arg.interval,
    country: arg.country,
    sort: arg.sort,
    group_small: arg.groupSmall,
  };
  return { arg, params, state, compare: oneOf(compare ?? null, compares) };
}
export type Asked = ReturnType<typeof useAsked>;

import { useCallback, useMemo } from 'react';
import { api } from '@/api/base';

export type ListParams = Record<string, string | number | boolean | null | undefined>;
type ListPage = {
  items: unknown[];
  next_cursor?: string | null;
  total?: number | null;
  [more: string]: unknown;
};
type Asked = { url: string; params: ListParams };

const pageSize = 100;

/** Everything that a staff page shows goes stale with any change that staff make. */
export const officeTag = 'Office';

const listApi = api.enhanceEndpoints({ addTagTypes: [officeTag] }).injectEndpoints({
  endpoints: (build) => ({
    adminList: build.infiniteQuery<ListPage, Asked, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (last) => last.next_cursor ?? undefined,
      },
      query: ({ queryArg: { url, params }, pageParam }) => ({
        url,
        params: { limit: pageSize, ...given(params), cursor: pageParam ?? undefined },
      }),
      keepUnusedDataFor: 30,
      providesTags: [officeTag],
    }),
  }),
});

const given = (params: ListParams) =>
  Object.fromEntries(
    Object.entries(params).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    ),
  );

/** What a table needs to know of its list. */
export type TableList<Row> = {
  rows: readonly Row[];
  /** How many match, where the service says so. */
  total: number | null;
  hasMore: boolean;
  loadMore: () => void;
  loading: boolean;
  /** Rows are there, and newer ones or more of them are on their way. */
  busy: boolean;
  error: unknown;
  retry: () => void;
  /** The first page as it came: totals and what else the service says beside the rows. */
  head: Record<string, unknown> | null;
};

/**
 * A list of the service, page after page: `useAdminList<Order>('/api/v1/admin/orders', values)`,
 * where `values` are the filter's as they stand in the address, with the sort. Asked anew whenever
 * the page is opened and after every change that staff make.
 */
export function useAdminList<Row>(url: string, params: ListParams, skip = false): TableList<Row> {
  const answer = listApi.useAdminListInfiniteQuery(
    { url, params },
    { skip, refetchOnMountOrArgChange: true },
  );
  const { data, isFetching, hasNextPage, fetchNextPage, refetch } = answer;
  // Another filter shows the rows of the last one until its own are there.
  const rows = useMemo(() => (data?.pages ?? []).flatMap(({ items }) => items) as Row[], [data]);
  const failed = answer.isError && !isFetching;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return {
    rows,
    total: data?.pages[0]?.total ?? (data && !hasNextPage ? rows.length : null),
    hasMore: hasNextPage,
    loadMore,
    loading: answer.isLoading || (isFetching && rows.length === 0),
    busy: isFetching,
    error: failed ? answer.error : null,
    retry: () => void refetch(),
    head: data?.pages[0] ?? null,
  };
}

/** A list that is all there: for tables of few rows inside a page. */
export function wholeList<Row>(
  rows: readonly Row[] | undefined,
  more: Partial<TableList<Row>> = {},
): TableList<Row> {
  return {
    rows: rows ?? [],
    total: rows?.length ?? null,
    hasMore: false,
    loadMore: () => {},
    loading: rows === undefined && !more.error,
    busy: false,
    error: null,
    retry: () => {},
    head: null,
    ...more,
  };
}

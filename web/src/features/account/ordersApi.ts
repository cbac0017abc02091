import { api } from '@/api/base';
import type { PageOrderSummary } from '@/api/generated';

/** The history, page after page. */
const ordersApi = api.injectEndpoints({
  endpoints: (build) => ({
    orderPages: build.infiniteQuery<PageOrderSummary, void, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (last) => last.next_cursor ?? undefined,
      },
      query: ({ pageParam }) => ({
        url: '/api/v1/orders',
        params: { limit: 20, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Order'],
    }),
  }),
});

export const { useOrderPagesInfiniteQuery } = ordersApi;

import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from './ui/useAdminList';

const sumsApi = adminApi.enhanceEndpoints<'Office'>({ addTagTypes: [officeTag] }).injectEndpoints({
  endpoints: (build) => ({
    sums: build.query<unknown, { url: string; params: Record<string, string> }>({
      query: ({ url, params }) => ({ url, params }),
      providesTags: [officeTag],
    }),
  }),
});

/** What all rows of a list sum to, by the filter as it stands in the address. */
export function useSums<Sums>(url: string, params: Record<string, string>) {
  return sumsApi.useSumsQuery({ url, params }).currentData as Sums | undefined;
}

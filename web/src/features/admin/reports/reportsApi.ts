import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from '@/features/admin/ui/useAdminList';

const reportsApi = adminApi.enhanceEndpoints({
  addTagTypes: [officeTag],
  endpoints: {
    getReport: { providesTags: [officeTag] },
    listRoyaltyRates: { providesTags: [officeTag] },
    setRoyaltyRate: { invalidatesTags: [officeTag] },
  },
});

export const {
  useListReportsQuery,
  useGetReportQuery,
  useListRoyaltyRatesQuery,
  useSetRoyaltyRateMutation,
} = reportsApi;

import { office } from '@/features/admin/tags';

export const {
  useListReportsQuery,
  useGetReportQuery,
  useListRoyaltyRatesQuery,
  useSetRoyaltyRateMutation,
} = office;

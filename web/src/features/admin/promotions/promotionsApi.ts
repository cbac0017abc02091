import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from '@/features/admin/ui/useAdminList';

/** What is shown goes stale with what is changed here. */
export const promotionsApi = adminApi
  .enhanceEndpoints({ addTagTypes: [officeTag] })
  .enhanceEndpoints({
    endpoints: {
      getPromotion: { providesTags: [officeTag] },
      createPromotion: { invalidatesTags: [officeTag] },
      updatePromotion: { invalidatesTags: [officeTag] },
      setPromotionStatus: { invalidatesTags: [officeTag] },
      getGiftCard: { providesTags: [officeTag] },
      issueGiftCard: { invalidatesTags: [officeTag] },
      setGiftCardStatus: { invalidatesTags: [officeTag] },
      createDownloadBatch: { invalidatesTags: [officeTag] },
      revokeDownloadBatch: { invalidatesTags: [officeTag] },
      listTaxRates: { providesTags: [officeTag] },
      createTaxRate: { invalidatesTags: [officeTag] },
      updateTaxRate: { invalidatesTags: [officeTag] },
      deleteTaxRate: { invalidatesTags: [officeTag] },
    },
  });

export const {
  useGetPromotionQuery,
  useCreatePromotionMutation,
  useUpdatePromotionMutation,
  useSetPromotionStatusMutation,
  usePreviewPromotionMutation,
  useGetGiftCardQuery,
  useIssueGiftCardMutation,
  useSetGiftCardStatusMutation,
  useCreateDownloadBatchMutation,
  useRevokeDownloadBatchMutation,
  useListTaxRatesQuery,
  useCreateTaxRateMutation,
  useUpdateTaxRateMutation,
  useDeleteTaxRateMutation,
} = promotionsApi;

/** The version a change was made from, as `If-Match` wants it. */
export const match = ({ version }: { version: number }) => ({ 'If-Match': `"${version}"` });

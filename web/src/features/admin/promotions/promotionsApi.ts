import { office } from '@/features/admin/tags';

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
} = office;

/** The version a change was made from, as `If-Match` wants it. */
export const match = ({ version }: { version: number }) => ({ 'If-Match': `"${version}"` });

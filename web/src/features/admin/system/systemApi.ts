import { office } from '@/features/admin/tags';

export const {
  useCountJobsQuery,
  useGetHealthQuery,
  useGetSettingsQuery,
  useSaveSettingsMutation,
  useListWebhookEndpointsQuery,
  useRetryJobMutation,
  useParkJobMutation,
  useResendMailMutation,
  useReplayProviderEventMutation,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  useCreateWebhookEndpointMutation,
  useSwitchWebhookEndpointMutation,
  usePingWebhookEndpointMutation,
  useReplayWebhookDeliveryMutation,
} = office;

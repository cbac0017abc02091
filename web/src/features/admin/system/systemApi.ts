import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from '@/features/admin/ui/useAdminList';

/** What a decision about the system makes stale. */
const systemApi = adminApi.enhanceEndpoints({
  addTagTypes: [officeTag],
  endpoints: {
    countJobs: { providesTags: [officeTag] },
    getSettings: { providesTags: [officeTag] },
    saveSettings: { invalidatesTags: [officeTag] },
    listApiKeys: { providesTags: [officeTag] },
    listWebhookEndpoints: { providesTags: [officeTag] },
    retryJob: { invalidatesTags: [officeTag] },
    parkJob: { invalidatesTags: [officeTag] },
    resendMail: { invalidatesTags: [officeTag] },
    replayProviderEvent: { invalidatesTags: [officeTag] },
    createApiKey: { invalidatesTags: [officeTag] },
    revokeApiKey: { invalidatesTags: [officeTag] },
    createWebhookEndpoint: { invalidatesTags: [officeTag] },
    switchWebhookEndpoint: { invalidatesTags: [officeTag] },
    pingWebhookEndpoint: { invalidatesTags: [officeTag] },
    replayWebhookDelivery: { invalidatesTags: [officeTag] },
  },
});

export const {
  useCountJobsQuery,
  useGetHealthQuery,
  useGetSettingsQuery,
  useSaveSettingsMutation,
  useListApiKeysQuery,
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
} = systemApi;

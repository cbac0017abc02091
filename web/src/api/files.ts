import type { FetchBaseQueryError } from '@reduxjs/toolkit/query/react';
import { startDownload } from '@/lib/leave';
import { api } from './base';

/** Long enough for a browser to have begun reading the file. */
const keptMs = 60_000;

/** Files that only their owner may fetch: they come with the access token and are then saved. */
const filesApi = api.injectEndpoints({
  endpoints: (build) => ({
    saveFile: build.mutation<null, { url: string; filename: string }>({
      async queryFn({ url, filename }, _api, _extra, fetchFrom) {
        const answer = await fetchFrom({
          url,
          responseHandler: async (response) =>
            response.ok ? response.blob() : JSON.parse((await response.text()) || 'null'),
        });
        if (answer.error) return { error: answer.error as FetchBaseQueryError };
        const address = URL.createObjectURL(answer.data as Blob);
        startDownload(address, filename);
        setTimeout(() => URL.revokeObjectURL(address), keptMs);
        return { data: null };
      },
    }),
  }),
});

export const { useSaveFileMutation } = filesApi;

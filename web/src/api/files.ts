import type { FetchBaseQueryError } from '@reduxjs/toolkit/query/react';
import { startDownload } from '@/lib/leave';
import { api } from './base';

/** Long enough for a browser to have begun reading the file. */
const keptMs = 60_000;

/** Files that only their owner may fetch: they come with the access token and are then saved. */
const filesApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** With a body the file is asked for by POST: the body says what is to be in it. */
    saveFile: build.mutation<null, { url: string; filename: string; body?: object }>({
      async queryFn({ url, filename, body }, _api, _extra, fetchFrom) {
        const answer = await fetchFrom({
          url,
          ...(body && { method: 'POST', body }),
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

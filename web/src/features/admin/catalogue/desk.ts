import { useCallback } from 'react';
import { api } from '@/api/base';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { officeTag } from '@/features/admin/ui/useAdminList';

/** Below `/api/v1/admin`. `version` is the one that was read: the service refuses an edit of another. */
export type DeskWrite = {
  url: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  version?: number;
  /** The `Idempotency-Key` of what must happen once: see `useOnce`. */
  key?: string;
  type?: string;
};

const root = '/api/v1/admin';

const deskApi = api.enhanceEndpoints({ addTagTypes: [officeTag] }).injectEndpoints({
  endpoints: (build) => ({
    readCatalogue: build.query<unknown, string>({
      query: (url) => `${root}${url}`,
      providesTags: [officeTag],
      keepUnusedDataFor: 30,
    }),
    writeCatalogue: build.mutation<unknown, DeskWrite>({
      query: ({ url, method = 'POST', body, version, key, type }) => ({
        url: `${root}${url}`,
        method,
        body,
        headers: {
          ...(version !== undefined && { 'if-match': `"${version}"` }),
          ...(key && { 'idempotency-key': key }),
          ...(type && { 'content-type': type }),
        },
      }),
      invalidatesTags: (_, error) => (error ? [] : [officeTag]),
    }),
  }),
});

/** Something of the catalogue's desk; asked anew after every change that staff make. */
export function useDesk<T>(url: string | null) {
  const answer = deskApi.useReadCatalogueQuery(url ?? '', {
    skip: url === null,
    refetchOnMountOrArgChange: true,
  });
  return {
    data: answer.currentData as T | undefined,
    error: answer.isError && !answer.isFetching ? answer.error : null,
    retry: () => void answer.refetch(),
  };
}

/** Sends a change; the promise rejects with the service's problem. */
export function useDeskWrite() {
  const [send] = deskApi.useWriteCatalogueMutation();
  return useCallback(<T>(write: DeskWrite) => send(write).unwrap() as Promise<T>, [send]);
}

/** Sends a change that has no form: what came of it is said in a toast. */
export function useDeskAction() {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  return useCallback(
    async (change: DeskWrite, done: string) => {
      try {
        await write(change);
        dispatch(toasted({ message: done }));
        return true;
      } catch (error) {
        dispatch(toasted({ tone: 'bad', message: describeError(error) }));
        return false;
      }
    },
    [write, dispatch],
  );
}

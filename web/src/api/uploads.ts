import { apiOrigin } from '@/config/env';
import type { Dispatch } from '@/lib/dispatch';
import { api } from './base';
import type { AuthState } from './session';

export type Store = { dispatch: Dispatch; getState: () => unknown };
/** The same shape as a rejected request of the API, so that it is explained the same way. */
export type UploadError = { status: number | 'FETCH_ERROR' | 'CANCELLED'; data?: unknown };
export type Upload = {
  /** Below the API's origin: "/api/v1/admin/tracks/7/audio". */
  url: string;
  method?: 'POST' | 'PUT';
  /** A file goes as it is, with its own content type; a form as multipart. */
  body: File | FormData;
  headers?: Record<string, string>;
};

const sessionApi = api.injectEndpoints({
  endpoints: (build) => ({
    touchSession: build.query<unknown, void>({ query: () => '/api/v1/auth/sessions' }),
  }),
});

/**
 * Sends a file with its progress, from 0 to 1: `fetch` cannot tell how far an upload is. Resolves
 * with the answer, rejects with an `UploadError`. A token that ended on the way is renewed once.
 */
export async function sendFile<Answer>(
  store: Store,
  upload: Upload,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (part: number) => void },
): Promise<Answer> {
  try {
    return (await send(await freshToken(store), upload, signal, onProgress)) as Answer;
  } catch (error) {
    if ((error as UploadError).status !== 401) throw error;
    return (await send(await freshToken(store), upload, signal, onProgress)) as Answer;
  }
}

/** Any request of the API renews a token that is about to end; this one is small. */
async function freshToken(store: Store): Promise<string | null> {
  await store.dispatch(
    sessionApi.endpoints.touchSession.initiate(undefined, {
      forceRefetch: true,
      subscribe: false,
    }),
  );
  return (store.getState() as { auth: AuthState }).auth.accessToken;
}

function send(
  token: string | null,
  { url, method = 'POST', body, headers = {} }: Upload,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (error: UploadError) => reject(error as never);
    request.open(method, apiOrigin + url);
    if (body instanceof File)
      request.setRequestHeader('content-type', body.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 1);
    request.onload = () => {
      const data = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(data);
      else fail({ status: request.status, data });
    };
    request.onerror = () => fail({ status: 'FETCH_ERROR' });
    request.onabort = () => fail({ status: 'CANCELLED' });
    if (signal.aborted) {
      fail({ status: 'CANCELLED' });
      return;
    }
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

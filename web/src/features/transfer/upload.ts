import type { AuthState } from '@/api/session';
import { apiOrigin } from '@/config/env';
import type { Dispatch } from '@/lib/dispatch';
import { transferApi } from './transferApi';
import type { Import } from './types';

export type Store = { dispatch: Dispatch; getState: () => unknown };
/** The same shape as a rejected request of the API, so that it is explained the same way. */
export type UploadError = { status: number | 'FETCH_ERROR' | 'CANCELLED'; data?: unknown };

/** The most that one file may have. */
export const mostBytes = 512 * 1024 * 1024;

/**
 * Sends a file with its progress, from 0 to 1: `fetch` cannot tell how far an upload is. Rejects
 * with an `UploadError`.
 */
export async function uploadImport(
  store: Store,
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (part: number) => void },
): Promise<Import> {
  try {
    return await send(await freshToken(store), file, signal, onProgress);
  } catch (error) {
    if ((error as UploadError).status !== 401) throw error;
    return send(await freshToken(store), file, signal, onProgress);
  }
}

/** Any request of the API renews a token that is about to end; this one is small. */
export async function freshToken(store: Store): Promise<string | null> {
  await store.dispatch(
    transferApi.endpoints.imports.initiate(undefined, { forceRefetch: true, subscribe: false }),
  );
  return (store.getState() as { auth: AuthState }).auth.accessToken;
}

function send(
  token: string | null,
  file: File,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (error: UploadError) => reject(error as never);
    request.open(
      'POST',
      `${apiOrigin}/api/v1/library/imports?name=${encodeURIComponent(file.name)}`,
    );
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 1);
    request.onload = () => {
      const data = parsed(request.responseText);
      if (request.status === 201) resolve(data as Import);
      else fail({ status: request.status, data });
    };
    request.onerror = () => fail({ status: 'FETCH_ERROR' });
    request.onabort = () => fail({ status: 'CANCELLED' });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

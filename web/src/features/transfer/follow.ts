import { apiOrigin } from '@/config/env';
import { importPath, isMoving, transferApi } from './transferApi';
import type { Import } from './types';
import { freshToken, type Store } from './upload';

const { oneImport } = transferApi.endpoints;
/** What an import changes. */
const stale = ['Imports', 'Library', 'LibraryCounts', 'Duplicates', 'Playlists'] as const;
/** Where the stream ends early, the state is asked for after this long. */
const pauseMs = 1500;

/**
 * Follows an import until it stands still: by the service's events, and where they break off by
 * asking again. Every state goes into the cache, where the page reads it.
 */
export async function followImport(store: Store, id: string, signal: AbortSignal): Promise<void> {
  let last: Import | null = null;
  const show = (state: Import) => {
    last = state;
    store.dispatch(
      transferApi.util.upsertQueryEntries([{ endpointName: 'oneImport', arg: id, value: state }]),
    );
    // The page may be gone with this state: what it changed is told from here.
    if (!isMoving(state)) store.dispatch(transferApi.util.invalidateTags([...stale]));
  };
  const isOver = () => signal.aborted || (last !== null && !isMoving(last));
  while (!isOver()) {
    try {
      await readEvents(store, id, signal, show);
    } catch {
      // The connection broke: what is so now is asked for below.
    }
    if (isOver()) return;
    const { data } = await store.dispatch(
      oneImport.initiate(id, { forceRefetch: true, subscribe: false }),
    );
    if (data && !isMoving(data)) show(data);
    if (isOver()) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Reads server-sent events with the token, which `EventSource` cannot send. */
async function readEvents(
  store: Store,
  id: string,
  signal: AbortSignal,
  show: (state: Import) => void,
): Promise<void> {
  const token = await freshToken(store);
  const answer = await fetch(`${apiOrigin}${importPath(id, '/events')}`, {
    headers: { accept: 'text/event-stream', ...(token && { authorization: `Bearer ${token}` }) },
    signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`events answered ${answer.status}`);
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, tail } = splitEvents(rest + decoder.decode(value, { stream: true }));
    rest = tail;
    for (const data of events) show(JSON.parse(data) as Import);
  }
}

/** The data of every whole event, and what is left of the one that has not ended. */
export function splitEvents(text: string): { events: string[]; tail: string } {
  const parts = text.replaceAll('\r\n', '\n').split('\n\n');
  const tail = parts.pop() ?? '';
  const events = parts.flatMap((part) => {
    const data = part
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart());
    return data.length > 0 ? [data.join('\n')] : [];
  });
  return { events, tail };
}

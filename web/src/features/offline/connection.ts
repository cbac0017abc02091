import { useSyncExternalStore } from 'react';

/** Whether the service can be reached, and whether a newer version of the page waits. */
export type Connection = { offline: boolean; newer: ServiceWorker | null };

let state: Connection = { offline: false, newer: null };
const listeners = new Set<() => void>();

export function setConnection(changes: Partial<Connection>): void {
  const next = { ...state, ...changes };
  if (next.offline === state.offline && next.newer === state.newer) return;
  state = next;
  for (const listener of listeners) listener();
}
export const connection = (): Connection => state;

function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
export const useConnection = (): Connection => useSyncExternalStore(onConnection, connection);

/** Loads the page anew in the version that waits. */
export function takeNewer(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  });
  worker.postMessage('take-over');
}

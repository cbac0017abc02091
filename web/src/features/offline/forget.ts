/** Throws away what the service worker kept of somebody's library. */
export async function forgetLibrary(): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys())
    if (name.startsWith('library-')) await caches.delete(name);
}

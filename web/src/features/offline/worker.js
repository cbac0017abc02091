// The service worker: the shop's shell, and what a listener read of the library, for when there is
// no connection. The build fills in the two constants (scripts/service-worker.ts).
//
// - The shell is kept whole, version by version; a new version waits until the page asks for it.
// - Answers of the library are asked for first and kept; a kept one is given only when the service
//   cannot be reached. They lie in a cache named after the account, which the page throws away when
//   that account signs out (src/features/offline/forget.ts).
// - Nothing else is touched: money, sign-in and the catalogue always go to the service.

const version = '__VERSION__';
const shell = JSON.parse('__SHELL__');

const shellCache = `shell-${version}`;
const coverCache = 'library-covers';
const libraryCache = (account) => `library-of-${account}`;
const keptAnswers = 400;
const keptCovers = 600;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(shellCache).then((cache) =>
      // Past the browser's own cache, except for what has its version in its name.
      cache.addAll(
        shell.map((url) =>
          url.startsWith('/assets/') ? url : new Request(url, { cache: 'reload' }),
        ),
      ),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('shell-') && name !== shellCache) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const answer = answerFor(event, request, url);
  if (answer) event.respondWith(answer);
});

function answerFor(event, request, url) {
  const path = url.pathname;
  // What the back office shows is other people's: it never lies on a disk of the browser.
  if (path.startsWith('/api/v1/admin/')) return null;
  if (request.mode === 'navigate') return path.startsWith('/api/') ? null : page(request);
  if (shell.includes(path)) return fromShell(request);
  if (path === '/config.json') return freshOrKept(event, request, shellCache);
  if (/^\/api\/v1\/(music\/albums\/\d+\/cover|library\/covers\/)/.test(path))
    return cover(event, request);
  const account = request.headers.get('x-chinook-account');
  const isList = /^\/api\/v1\/library\/(?!imports|export|undo|import-mappings)/.test(path);
  return account && isList ? freshOrKept(event, request, libraryCache(account)) : null;
}

/** A page of the shop; without a connection the shell, which finds its way by the address. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match('/', { cacheName: shellCache });
    if (kept) return kept;
    throw error;
  }
}

async function fromShell(request) {
  const kept = await caches.match(request, { cacheName: shellCache, ignoreVary: true });
  return kept ?? fetch(request);
}

async function freshOrKept(event, request, name) {
  const cache = await caches.open(name);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) event.waitUntil(keep(cache, request.url, fresh.clone(), keptAnswers));
    return fresh;
  } catch (error) {
    // A request that was called off is no lost connection.
    if (request.signal.aborted) throw error;
    const kept = await cache.match(request.url, { ignoreVary: true });
    await tell(event, 'unreachable');
    if (kept) return kept;
    throw error;
  }
}

async function cover(event, request) {
  const cache = await caches.open(coverCache);
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) event.waitUntil(keep(cache, request.url, fresh.clone(), keptCovers));
  return fresh;
}

/** Keeps an answer, and not more of them than so many: the oldest go first. */
async function keep(cache, url, answer, most) {
  try {
    await cache.put(url, answer);
    const keys = await cache.keys();
    for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
  } catch {
    // The browser has no room left: the answer itself was given.
  }
}

async function tell(event, word) {
  const client = await self.clients.get(event.clientId);
  client?.postMessage(word);
}

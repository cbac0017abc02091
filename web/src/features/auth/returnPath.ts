import { load, save } from '@/lib/storage';

/**
 * Where to go after signing in. It travels as `?next=` and, because a confirmation link may open in
 * another tab, in this browser's storage for a day.
 */
const key = 'chinook.next';
const keptMs = 24 * 60 * 60 * 1000;

type Kept = { path: string; at: number };
const isKept = (value: unknown): value is Kept =>
  typeof (value as Kept | null)?.path === 'string' && typeof (value as Kept).at === 'number';

/** Only a path of this shop: never another site, and never back to a page for signing in. */
export function safeNext(raw: string | null | undefined): string | null {
  if (!raw || !/^\/(?![/\\])/.test(raw)) return null;
  const url = new URL(raw, window.location.origin);
  if (url.origin !== window.location.origin) return null;
  if (/^\/(sign-in|sign-up|check-mail|verify|forgot|reset)\b/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

export function keepNext(path: string | null): void {
  const safe = safeNext(path);
  if (safe) save(key, { path: safe, at: Date.now() });
}

/** The kept path, once. */
export function takeNext(): string | null {
  const kept = load(key, isKept);
  if (!kept) return null;
  localStorage.removeItem(key);
  return Date.now() - kept.at < keptMs ? safeNext(kept.path) : null;
}

export const withNext = (path: string, next: string | null) =>
  next ? `${path}?next=${encodeURIComponent(next)}` : path;

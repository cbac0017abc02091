import type { CartItem, PlaceOrder } from '@/api/generated';
import { uuid } from '@/lib/uuid';

/**
 * One attempt to place an order, kept until its answer arrives. An answer can get lost after the
 * service has taken the order; the same key then brings the same order again, never a second one.
 */
export type Attempt = { key: string; print: string; request: PlaceOrder };

const place = 'chinook.checkout';

export const confirmationPath = (orderId: string) => `/checkout/return?order=${orderId}`;

/** The attempt whose answer is still missing. */
export function unansweredAttempt(accountId: string): Attempt | null {
  const attempt = read();
  return attempt?.print.startsWith(`${accountId}|`) ? attempt : null;
}

/** The same customer asking the same again gets the same key; anything else is a new attempt. */
export function beginAttempt(
  accountId: string,
  request: PlaceOrder,
  items: readonly CartItem[],
): Attempt {
  const chosen = items.map(({ kind, id }) => `${kind}:${id}`).toSorted();
  const print = `${accountId}|${JSON.stringify([request, chosen])}`;
  const kept = read();
  if (kept?.print === print) return kept;
  const attempt = { key: uuid(), print, request };
  write(place, JSON.stringify(attempt));
  return attempt;
}

export function endAttempt(): void {
  write(place, null);
}

/** The key of a payment whose answer is still missing, for the same reason. */
export function paymentKey(orderId: string): string {
  const kept = get(`${place}.pay.${orderId}`);
  if (kept) return kept;
  const key = uuid();
  write(`${place}.pay.${orderId}`, key);
  return key;
}

export function endPayment(orderId: string): void {
  write(`${place}.pay.${orderId}`, null);
}

function read(): Attempt | null {
  try {
    const kept = JSON.parse(get(place) ?? 'null') as Attempt | null;
    return kept && typeof kept.key === 'string' && typeof kept.print === 'string' ? kept : null;
  } catch {
    return null;
  }
}

// Where storage is refused the key lives as long as the page.
const memory = new Map<string, string>();
function get(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return memory.get(name) ?? null;
  }
}
function write(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}

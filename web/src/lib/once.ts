import { useRef } from 'react';
import { problemType } from '@/api/problem';
import { uuid } from './uuid';

/** No answer, or one that does not say what became of the request. */
export function isUnanswered(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status !== 'number' || status >= 500 || status === 429 || status === 401;
}

/** What became of it is still open: nobody knows, or the same request is under way. */
export const isOpen = (error: unknown): boolean =>
  isUnanswered(error) || problemType(error) === 'request-in-flight';

/**
 * Sends what must happen once, under an `Idempotency-Key`. An answer may get lost: the same input is
 * then sent again under the same key, and the service does it once. An answer, or another input,
 * begins anew.
 */
export function useOnce() {
  const attempt = useRef<{ key: string; print: string } | null>(null);
  return async function once<T>(input: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const print = JSON.stringify(input);
    if (attempt.current?.print !== print) attempt.current = { key: uuid(), print };
    try {
      const answer = await send(attempt.current.key);
      attempt.current = null;
      return answer;
    } catch (error) {
      if (!isOpen(error)) attempt.current = null;
      throw error;
    }
  };
}

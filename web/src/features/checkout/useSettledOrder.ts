import { useCallback, useEffect, useRef, useState } from 'react';
import { useSettleOrderMutation, type Order } from '@/api/generated';

const firstPauseMs = 1500;
const longestPauseMs = 8000;
const patienceMs = 90_000;

/** The payment service has not said yet how the payment ended. */
export const isWaiting = (order: Order, canceled: boolean) =>
  order.status === 'processing' ||
  (order.status === 'pending_payment' && !canceled && order.last_payment_problem === null);

/**
 * Asks what became of the payment, again and again with growing pauses, until there is an answer or
 * patience ends. The order settles without this page as well; asking only shows it sooner.
 */
export function useSettledOrder(orderId: string, canceled: boolean) {
  const [settle] = useSettleOrderMutation();
  const [order, setOrder] = useState<Order | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const left = useRef(false);

  const ask = useCallback(() => {
    async function once(pauseMs: number, waitedMs: number) {
      const answer = await settle({ id: orderId });
      clearTimeout(timer.current);
      if (answer.data) setOrder(answer.data);
      setError(answer.error ?? null);
      const done = answer.data ? !isWaiting(answer.data, canceled) : isFinal(answer.error);
      const isLast = waitedMs >= patienceMs;
      setGaveUp(!done && isLast);
      if (done || isLast || left.current) return;
      const next = Math.min(pauseMs * 1.4, longestPauseMs);
      timer.current = setTimeout(() => void once(next, waitedMs + pauseMs), pauseMs);
    }
    void once(firstPauseMs, 0);
  }, [settle, orderId, canceled]);

  useEffect(() => {
    left.current = false;
    ask();
    return () => {
      left.current = true;
      clearTimeout(timer.current);
    };
  }, [ask]);

  const again = useCallback(() => {
    setGaveUp(false);
    setError(null);
    ask();
  }, [ask]);
  return { order, error, gaveUp, again };
}

const isFinal = (error: unknown) => {
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' && status < 500 && status !== 429;
};

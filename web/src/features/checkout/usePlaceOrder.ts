import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { useCreateOrderMutation, type Cart, type PlaceOrder, type Money } from '@/api/generated';
import { isProblem, problemType } from '@/api/problem';
import type { AuthState } from '@/api/session';
import { isOpen } from '@/lib/once';
import {
  beginAttempt,
  confirmationPath,
  endAttempt,
  unansweredAttempt,
  type Attempt,
} from './attempt';
import { canBePaid } from './orderStatus';
import { usePayment } from './usePayment';

export type PriceChange = { before: Money; now: Money };

/** From a cart and an address to the payment page. Throws what the form has to show. */
export function usePlaceOrder() {
  const accountId = useSelector((state: { auth: AuthState }) => state.auth.account?.id ?? '');
  const [createOrder] = useCreateOrderMutation();
  const { pay } = usePayment();
  const navigate = useNavigate();
  const [priceChange, setPriceChange] = useState<PriceChange | null>(null);
  const [unanswered, setUnanswered] = useState(() => unansweredAttempt(accountId));

  async function send(attempt: Attempt) {
    setPriceChange(null);
    try {
      const order = await createOrder({
        'Idempotency-Key': attempt.key,
        placeOrder: attempt.request,
      }).unwrap();
      endAttempt();
      setUnanswered(null);
      const problem = canBePaid(order) ? await pay(order.id) : null;
      if (problem || !canBePaid(order)) {
        void navigate(confirmationPath(order.id), { state: { problem } });
      }
    } catch (error) {
      const open = isOpen(error);
      setUnanswered(open ? attempt : null);
      if (!open) endAttempt();
      setPriceChange(changeOf(error));
      throw error;
    }
  }

  return {
    priceChange,
    /** An attempt whose answer never came, from this page or from before a reload. */
    unanswered,
    place: (request: PlaceOrder, items: Cart['items']) =>
      send(beginAttempt(accountId, request, items)),
    again: send,
  };
}

function changeOf(error: unknown): PriceChange | null {
  if (problemType(error) !== 'price-changed' || !isProblem(error)) return null;
  const { expected_total: before, actual_total: now } = error.data;
  return before && now ? { before: before as Money, now: now as Money } : null;
}

import { useCallback, useState } from 'react';
import { usePayOrderMutation } from '@/api/generated';
import { describeError, problemType } from '@/api/problem';
import { leaveTo } from '@/lib/leave';
import { isOpen } from '@/lib/once';
import { confirmationPath, endPayment, paymentKey } from './attempt';

/** Starts a payment and leaves for the hosted page; no card is ever typed into this shop. */
export function usePayment() {
  const [payOrder] = usePayOrderMutation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const pay = useCallback(
    async (orderId: string): Promise<string | null> => {
      setBusy(true);
      setProblem(null);
      const { data, error } = await payOrder({
        id: orderId,
        'Idempotency-Key': paymentKey(orderId),
      });
      if (!isOpen(error) || data) endPayment(orderId);
      if (data) {
        leaveTo(data.redirect_url); // stays busy until the other page is there
        return null;
      }
      if (isSettledMeanwhile(error)) {
        leaveTo(confirmationPath(orderId));
        return null;
      }
      const told = describeError(error);
      setBusy(false);
      setProblem(told);
      return told;
    },
    [payOrder],
  );
  return { pay, busy, problem };
}

/** Another tab, or an answer that came late, has paid it: its page knows how it ended. */
const isSettledMeanwhile = (error: unknown) =>
  ['already-paid', 'payment-processing'].includes(problemType(error) ?? '');

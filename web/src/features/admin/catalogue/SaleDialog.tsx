import { useState } from 'react';
import type { Money } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { formatMoney } from '@/lib/format';
import { toasted } from '@/ui/toastSlice';
import { momentOf } from '@/features/admin/ui/fields';
import { centsOf } from '@/features/admin/ui/moneyText';
import { useDeskWrite } from './desk';
import { FormDialog } from './FormDialog';

/** A lower price between two moments. */
export default function SaleDialog({
  kind,
  id,
  regular,
  isOut,
  onClose,
}: {
  kind: 'track' | 'album';
  id: number;
  regular: Money;
  isOut: boolean;
  onClose: () => void;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [price, setPrice] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');

  function send() {
    const cents = centsOf(price);
    if (cents === null) return 'Write a price such as 4.99.';
    const body = {
      kind,
      item_id: id,
      price_cents: cents,
      starts_at: momentOf(from),
      ends_at: momentOf(to),
    };
    return write({ url: '/sale-prices', body }).then(() =>
      dispatch(toasted({ message: 'The sale is set.' })),
    );
  }
  const input = 'min-h-11 rounded-lg border border-line-strong bg-surface px-3';
  return (
    <FormDialog title="New sale price" confirm="Set the sale" onSend={send} onClose={onClose}>
      <label className="flex flex-col gap-1.5">
        <span className="text-sm font-semibold">Price during the sale, USD</span>
        <span className="text-sm text-ink-2">Below {formatMoney(regular)}.</span>
        <input
          value={price}
          required
          inputMode="decimal"
          autoComplete="off"
          onChange={({ target }) => setPrice(target.value)}
          className={`${input} tabular-nums`}
        />
      </label>
      <div className="grid gap-4 sm:grid-cols-2">
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Begins (empty: now)</span>
          <input
            type="datetime-local"
            value={from}
            onChange={({ target }) => setFrom(target.value)}
            className={input}
          />
        </label>
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Ends</span>
          <input
            type="datetime-local"
            value={to}
            required
            onChange={({ target }) => setTo(target.value)}
            className={input}
          />
        </label>
      </div>
      <p className="text-sm text-ink-2">
        {isOut
          ? 'The shop shows the regular price struck through while the sale runs.'
          : 'It takes effect once the release is on sale.'}
      </p>
    </FormDialog>
  );
}

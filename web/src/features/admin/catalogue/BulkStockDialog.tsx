import { useState } from 'react';
import type { StockPreview } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { inputClass } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import { useBulk } from './useBulk';

const ways = [
  { value: 'receive', label: 'New copies came' },
  { value: 'set', label: 'There are so many' },
];

/** The copies of many limited editions at once. `selection` has their keys, "album 7". */
export default function BulkStockDialog({
  selection,
  onClose,
}: {
  selection: TableSelection;
  onClose: () => void;
}) {
  const dispatch = useAppDispatch();
  const [way, setWay] = useState('receive');
  const [number, setNumber] = useState('');
  const { preview, problem, busy, send, forget } = useBulk<StockPreview>(
    '/inventory/bulk',
    ({ changed }) => {
      dispatch(toasted({ message: `${plural(changed, 'ledger')} written.` }));
      selection.clear();
      onClose();
    },
  );
  const items = [...selection.keys].map((key) => {
    const [kind, id] = key.split(' ');
    return { kind, id: Number(id) };
  });
  const copies = /^\d{1,7}$/.test(number.trim()) ? Number(number) : null;
  return (
    <Dialog open onClose={onClose} title={`Copies of ${plural(items.length, 'edition')}`}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ items, change: { [way]: copies } });
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">What</span>
            <select
              value={way}
              onChange={({ target }) => {
                setWay(target.value);
                forget();
              }}
              className={`${inputClass} border-line-strong`}
            >
              {ways.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">Copies of each</span>
            <input
              value={number}
              required
              inputMode="numeric"
              autoComplete="off"
              onChange={({ target }) => {
                setNumber(target.value);
                forget();
              }}
              className={`${inputClass} border-line-strong text-right tabular-nums`}
            />
          </label>
        </div>
        {preview && (
          <p role="status" className="rounded-xl bg-sunken p-4 text-sm">
            <strong>{plural(preview.changed, 'edition')}</strong> of {preview.count} would change:
            together from {preview.sum_before} to <strong>{preview.sum_after}</strong> copies on
            hand.
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" look="primary" busy={busy} disabled={copies === null}>
            {preview ? `Change ${plural(preview.changed, 'edition')}` : 'See what it does'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

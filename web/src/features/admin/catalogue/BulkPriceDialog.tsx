import { useState } from 'react';
import type { PricePreview } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { formatMoney, plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { centsOf } from '@/features/admin/ui/moneyText';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import { useBulk } from './useBulk';

type Way = 'percent' | 'add' | 'set';
const ways: { value: Way; label: string }[] = [
  { value: 'percent', label: 'Change by per cent' },
  { value: 'add', label: 'Add or take off an amount' },
  { value: 'set', label: 'Set to a price' },
];

/** Many prices at once: what it would do is shown, and exactly that is done. */
export default function BulkPriceDialog({
  kind,
  selection,
  filter,
  onClose,
}: {
  kind: 'track' | 'album';
  selection: TableSelection;
  filter: Record<string, string>;
  onClose: () => void;
}) {
  const dispatch = useAppDispatch();
  const [way, setWay] = useState<Way>('percent');
  const [amount, setAmount] = useState('');
  const { preview, problem, busy, send, forget } = useBulk<PricePreview>('/prices/bulk', (done) => {
    dispatch(toasted({ message: `${plural(done.changed, 'price')} changed.` }));
    selection.clear();
    onClose();
  });

  const number = way === 'percent' ? wholePercent(amount) : centsOf(amount);
  const valid = number !== null;

  return (
    <Dialog open onClose={onClose} title="Change prices">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ kind, selection: chosen(selection, filter), change: { [way]: number } });
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">How</span>
            <select
              value={way}
              onChange={({ target }) => {
                setWay(target.value as Way);
                forget();
              }}
              className="min-h-11 rounded-lg border border-line-strong bg-surface px-3"
            >
              {ways.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">{way === 'percent' ? 'Per cent' : 'USD'}</span>
            <input
              value={amount}
              required
              inputMode="decimal"
              autoComplete="off"
              placeholder={way === 'percent' ? '-10' : '0.99'}
              onChange={({ target }) => {
                setAmount(target.value);
                forget();
              }}
              className="min-h-11 rounded-lg border border-line-strong bg-surface px-3 text-right tabular-nums"
            />
          </label>
        </div>
        {amount.trim() !== '' && !valid && (
          <p className="text-sm text-bad">
            {way === 'percent' ? 'Write a whole number such as -10.' : 'Write a sum such as 0.99.'}
          </p>
        )}
        {preview && <Effect preview={preview} kind={kind} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!valid}>
            {preview ? `Change ${plural(preview.changed, 'price')}` : 'See what it does'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Effect({ preview, kind }: { preview: PricePreview; kind: string }) {
  return (
    <div className="rounded-xl bg-sunken p-4 text-sm" role="status">
      <p>
        <strong>{plural(preview.changed, 'price')}</strong> of {plural(preview.count, kind)} would
        change: together from {formatMoney(preview.sum_before)} to{' '}
        <strong>{formatMoney(preview.sum_after)}</strong>.
      </p>
      {preview.examples.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1">
          {preview.examples.map((it) => (
            <li key={it.id} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{it.title}</span>
              <span className="whitespace-nowrap tabular-nums">
                {formatMoney(it.before)} → <strong>{formatMoney(it.after)}</strong>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** -10 for "-10", "−10" or "-10 %"; null for parts of a per cent, which no price is changed by. */
function wholePercent(text: string): number | null {
  const found = /^([-−–+]?)(\d{1,4})\s*%?$/.exec(text.trim());
  if (!found) return null;
  return Number(found[2]) * (found[1] && found[1] !== '+' ? -1 : 1);
}

/** Ids, or the list's own filter when all that match were chosen. */
function chosen(selection: TableSelection, filter: Record<string, string>) {
  if (!selection.everything) return { ids: [...selection.keys].map(Number) };
  const { sort: _sort, ...rest } = filter;
  const numbers = ['artist_id', 'album_id', 'genre_id', 'media_type_id'];
  return {
    filter: Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [
        name,
        numbers.includes(name) ? Number(value) : value,
      ]),
    ),
  };
}

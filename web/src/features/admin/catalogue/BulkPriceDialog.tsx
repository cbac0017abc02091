import type { PricePreview } from '@/api/generatedAdmin';
import { formatMoney, plural } from '@/lib/format';
import { centsOf } from '@/features/admin/ui/moneyText';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import { BulkDialog, type Way } from './BulkDialog';

const sum = {
  unit: 'USD',
  inputMode: 'decimal',
  example: '0.99',
  advice: 'Write a sum such as 0.99.',
  read: centsOf,
} as const;
const ways: [Way, Way, Way] = [
  {
    value: 'percent',
    label: 'Change by per cent',
    unit: 'Per cent',
    inputMode: 'decimal',
    example: '-10',
    advice: 'Write a whole number such as -10.',
    read: wholePercent,
  },
  { value: 'add', label: 'Add or take off an amount', ...sum },
  { value: 'set', label: 'Set to a price', ...sum },
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
  return (
    <BulkDialog<PricePreview>
      title="Change prices"
      url="/prices/bulk"
      question="How"
      ways={ways}
      word="price"
      bodyOf={(change) => ({ kind, selection: chosen(selection, filter), change })}
      renderEffect={(preview) => <Effect preview={preview} kind={kind} />}
      done={(changed) => `${plural(changed, 'price')} changed.`}
      selection={selection}
      onClose={onClose}
    />
  );
}

function Effect({ preview, kind }: { preview: PricePreview; kind: string }) {
  return (
    <>
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
    </>
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

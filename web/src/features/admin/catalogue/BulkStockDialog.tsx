import type { StockPreview } from '@/api/generatedAdmin';
import { plural } from '@/lib/format';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import { BulkDialog, type Way } from './BulkDialog';

const copies = {
  unit: 'Copies of each',
  inputMode: 'numeric',
  advice: 'Write a whole number such as 10.',
  read: (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : null),
} as const;
const ways: [Way, Way] = [
  { value: 'receive', label: 'New copies came', ...copies },
  { value: 'set', label: 'There are so many', ...copies },
];

/** The copies of many limited editions at once. `selection` has their keys, "album 7". */
export default function BulkStockDialog({
  selection,
  onClose,
}: {
  selection: TableSelection;
  onClose: () => void;
}) {
  const items = [...selection.keys].map((key) => {
    const [kind, id] = key.split(' ');
    return { kind, id: Number(id) };
  });
  return (
    <BulkDialog<StockPreview>
      title={`Copies of ${plural(items.length, 'edition')}`}
      url="/inventory/bulk"
      question="What"
      ways={ways}
      word="edition"
      bodyOf={(change) => ({ items, change })}
      renderEffect={({ changed, count, sum_before, sum_after }) => (
        <p>
          <strong>{plural(changed, 'edition')}</strong> of {count} would change: together from{' '}
          {sum_before} to <strong>{sum_after}</strong> copies on hand.
        </p>
      )}
      done={(changed) => `${plural(changed, 'ledger')} written.`}
      selection={selection}
      onClose={onClose}
    />
  );
}

import { Popover } from './Popover';
import { buttonClass } from '@/ui/Button';
import { ColumnsIcon } from './icons';
import type { AdminColumn, Density, TableColumns } from './useTableColumns';

const densities: [Density, string][] = [
  ['compact', 'Compact'],
  ['roomy', 'Roomy'],
];

/** Which columns a table shows, and how high its rows are. */
export function ColumnsButton<Row>({
  columns,
  all,
}: {
  columns: TableColumns<Row>;
  all: readonly AdminColumn<Row>[];
}) {
  return (
    <Popover
      label="Columns and rows"
      className={buttonClass('quiet', 'medium')}
      trigger={
        <>
          <ColumnsIcon size={18} />
          <span className="max-sm:sr-only">Columns</span>
        </>
      }
    >
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">Columns</legend>
        {all.slice(1).map((column) => (
          <label key={column.id} className="flex min-h-9 items-center gap-3 text-sm">
            <input
              type="checkbox"
              checked={columns.isShown(column)}
              onChange={() => columns.toggle(column)}
              className="size-4.5 accent-accent"
            />
            {column.name}
          </label>
        ))}
      </fieldset>
      <fieldset className="mt-3 border-t border-line pt-3">
        <legend className="sr-only">Height of the rows</legend>
        <div className="flex gap-4">
          {densities.map(([value, word]) => (
            <label key={value} className="flex min-h-9 items-center gap-2 text-sm">
              <input
                type="radio"
                name="density"
                checked={columns.density === value}
                onChange={() => columns.setDensity(value)}
                className="size-4.5 accent-accent"
              />
              {word} rows
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="button"
        onClick={columns.reset}
        className="mt-2 min-h-9 text-sm font-semibold text-accent underline underline-offset-4"
      >
        As at first
      </button>
    </Popover>
  );
}

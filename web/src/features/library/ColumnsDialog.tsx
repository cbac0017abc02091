import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { songColumns, type useColumns } from './columns';

/** Which columns the table shows; how wide they are is dragged in its head. */
export default function ColumnsDialog({
  onClose,
  columns: { chosen, columns, toggle, reset },
}: {
  onClose: () => void;
  columns: ReturnType<typeof useColumns>;
}) {
  const hidden = chosen.length > columns.length;
  return (
    <Dialog open onClose={onClose} title="Columns">
      <fieldset>
        <legend className="mb-2 text-sm text-ink-2">
          Drag the lines between the heads to make columns wider, or focus one and press ← or →.
        </legend>
        <div className="grid sm:grid-cols-2">
          {songColumns.map(({ id, name }) => (
            <label key={id} className="flex min-h-10 items-center gap-3">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
                className="size-5 accent-accent"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      {hidden && (
        <p className="mt-3 text-sm text-ink-2">
          This window has no room for all of them: the last ones are left out.
        </p>
      )}
      <div className="mt-4 flex gap-3">
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
        <Button onClick={reset}>As at first</Button>
      </div>
    </Dialog>
  );
}

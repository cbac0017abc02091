import { useState } from 'react';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { useDeskWrite } from './desk';
import { Picker, type Picked } from './Picker';

/** Two that are one: everything of this one moves to another. */
export function MergeDialog({
  what,
  one,
  url,
  search,
  choices,
  onClose,
  onDone,
}: {
  what: 'artist' | 'genre';
  one: Picked;
  /** Below `/admin`. */
  url: string;
  /** A list to search; else the `choices`. */
  search?: string;
  choices?: readonly Picked[];
  onClose: () => void;
  onDone?: (into: Picked) => void;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [into, setInto] = useState<Picked | null>(null);
  return (
    <ConfirmDialog
      title={`Merge ${one.name}`}
      confirm={into ? `Merge into ${into.name}` : 'Merge'}
      danger
      onClose={onClose}
      onConfirm={async () => {
        if (!into) throw new Error(`Choose the ${what} that stays.`);
        await write({ url: `${url}/merge`, body: { into: into.id } });
        dispatch(toasted({ message: `${one.name} is part of ${into.name} now.` }));
        onDone?.(into);
      }}
    >
      <p>
        All its music moves, what was sold stays sold, and {one.name} is archived. This cannot be
        taken back.
      </p>
      <div className="text-ink">
        {search ? (
          <Picker
            label={`The ${what} that stays`}
            url={search}
            value={into}
            onPick={setInto}
            except={one.id}
          />
        ) : (
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">The {what} that stays</span>
            <select
              value={into?.id ?? ''}
              onChange={({ target }) =>
                setInto(choices?.find(({ id }) => id === Number(target.value)) ?? null)
              }
              className="min-h-11 rounded-lg border border-line-strong bg-surface px-3"
            >
              <option value="">Choose one</option>
              {choices
                ?.filter(({ id }) => id !== one.id)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
        )}
      </div>
    </ConfirmDialog>
  );
}

import { useState } from 'react';
import { useStore } from 'react-redux';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { dropEdit, type Edit } from './edits';
import { speakRating } from './Rating';
import { saveSong, showSong, type Store } from './saveSong';
import { collisions, fieldNames } from './songChanges';
import type { SongChanges, SongField } from './types';

/**
 * Two edits changed the same fields of a song: both versions side by side, and a choice for each
 * field. Nothing is lost before the choice is made.
 */
export default function ConflictDialog({ edit, onClose }: { edit: Edit; onClose: () => void }) {
  const store = useStore() as unknown as Store;
  const dispatch = useAppDispatch();
  const { before, changes, current } = edit;
  const fields = current ? collisions(before, changes, current) : [];
  const [mine, setMine] = useState<Set<SongField>>(() => new Set(fields.map(({ field }) => field)));
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!current) return null;

  function choose(field: SongField, isMine: boolean) {
    const next = new Set(mine);
    if (isMine) next.add(field);
    else next.delete(field);
    setMine(next);
  }
  function keepTheirs() {
    dropEdit(before.id);
    if (current) showSong(store, before.id, current);
  }
  async function save() {
    if (!current) return;
    const disputed = new Set(fields.map(({ field }) => field));
    const chosen = Object.fromEntries(
      Object.entries(changes).filter(
        ([field]) => !disputed.has(field as SongField) || mine.has(field as SongField),
      ),
    ) as SongChanges;
    if (Object.keys(chosen).length === 0) {
      keepTheirs();
      return;
    }
    setBusy(true);
    const saved = await saveSong(store, current, chosen);
    setBusy(false);
    if (saved.outcome === 'failed') {
      setFault(describeError(saved.error));
      return;
    }
    // A third edit in between opens this screen again, with its version.
    if (saved.outcome === 'saved') {
      dropEdit(before.id);
      dispatch(toasted({ message: `“${saved.song.title}” is saved.` }));
    }
  }
  return (
    <Dialog open onClose={onClose} title="Changed in two places">
      <p className="text-sm text-ink-2">
        While you edited <strong className="text-ink">{before.title}</strong>, it was changed in
        another window or on another device. Choose what is to stay.
      </p>
      <div className="mt-4 flex flex-col gap-4">
        {fields.map(({ field, mine: own, theirs }) => (
          <fieldset key={field} className="min-w-0">
            <legend className="mb-1 text-sm font-bold">{fieldNames[field]}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              <Version
                field={field}
                name="Yours"
                value={own}
                checked={mine.has(field)}
                onChoose={() => choose(field, true)}
              />
              <Version
                field={field}
                name="The other"
                value={theirs}
                checked={!mine.has(field)}
                onChoose={() => choose(field, false)}
              />
            </div>
          </fieldset>
        ))}
        {fault && <Notice tone="bad">{fault}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button look="primary" busy={busy} onClick={() => void save()}>
            Save this choice
          </Button>
          <Button onClick={keepTheirs}>Drop my changes</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Version({
  field,
  name,
  value,
  checked,
  onChoose,
}: {
  field: SongField;
  name: string;
  value: unknown;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label
      className={`flex min-w-0 items-start gap-3 rounded-xl border p-3 ${checked ? 'border-accent bg-accent-soft' : 'border-line'}`}
    >
      <input
        type="radio"
        aria-label={`${name}: ${shown(field, value)}`}
        name={`version-${field}`}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-xs text-ink-2">{name}</span>
        <span className="block text-sm break-words whitespace-pre-line">{shown(field, value)}</span>
      </span>
    </label>
  );
}

function shown(field: SongField, value: unknown): string {
  if (field === 'rating') return speakRating(value as number | null);
  if (field === 'favourite') return value ? 'Yes' : 'No';
  if (value === null || value === undefined || value === '') return 'Nothing';
  if (Array.isArray(value)) return value.join(', ') || 'Nothing';
  if (field === 'duration_ms') return formatDuration(value as number);
  return String(value);
}

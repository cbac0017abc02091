import { useState } from 'react';
import type { Territory } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { CountryPicker } from '@/features/admin/ui/CountryPicker';
import { useDeskWrite } from './desk';

const rules = [
  { value: 'none', label: 'Everywhere' },
  { value: 'allow', label: 'Only in these countries' },
  { value: 'block', label: 'Everywhere but in these' },
] as const;

/** Changes where something is sold. */
export default function TerritoryDialog({
  kind,
  id,
  territory,
  onClose,
}: {
  kind: 'artist' | 'album' | 'track';
  id: number;
  territory: Territory | null;
  onClose: () => void;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [rule, setRule] = useState<'none' | 'allow' | 'block'>(territory?.rule ?? 'none');
  const [countries, setCountries] = useState<string[]>(territory?.countries ?? []);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    setBusy(true);
    setProblem(null);
    const url = `/territories/${kind}/${id}`;
    try {
      await (rule === 'none'
        ? write({ url, method: 'DELETE' })
        : write({ url, method: 'PUT', body: { rule, countries } }));
      dispatch(toasted({ message: 'Saved. The shop follows at once.' }));
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title="Where it is sold">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <fieldset>
          <legend className="sr-only">Sold</legend>
          {rules.map(({ value, label }) => (
            <label key={value} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name="rule"
                checked={rule === value}
                onChange={() => setRule(value)}
                className="size-5 accent-accent"
              />
              {label}
            </label>
          ))}
        </fieldset>
        {rule !== 'none' && (
          <CountryPicker label="Countries" value={countries} onChange={setCountries} />
        )}
        <p className="text-sm text-ink-2">
          Rules of artist, album and track add up. Who has bought it keeps it, wherever they are.
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

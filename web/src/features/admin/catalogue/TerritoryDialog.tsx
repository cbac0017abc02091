import { useState } from 'react';
import type { Territory } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { toasted } from '@/ui/toastSlice';
import { CountryPicker } from '@/features/admin/ui/CountryPicker';
import { useDeskWrite } from './desk';
import { FormDialog } from './FormDialog';

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

  async function send() {
    const url = `/territories/${kind}/${id}`;
    await (rule === 'none'
      ? write({ url, method: 'DELETE' })
      : write({ url, method: 'PUT', body: { rule, countries } }));
    dispatch(toasted({ message: 'Saved. The shop follows at once.' }));
  }
  return (
    <FormDialog title="Where it is sold" confirm="Save" onSend={send} onClose={onClose}>
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
    </FormDialog>
  );
}

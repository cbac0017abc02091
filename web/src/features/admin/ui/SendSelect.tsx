import { useState } from 'react';
import { Button } from '@/ui/Button';
import { inputClass } from '@/ui/Field';
import type { Choice } from './filters';

/**
 * A choice that is sent by its button: by keyboard a closed list changes with every arrow, and what is
 * passed by is not what is meant.
 */
export function SendSelect({
  label,
  value,
  options,
  onSend,
}: {
  label: string;
  value: string;
  options: readonly Choice[];
  onSend: (value: string) => Promise<unknown>;
}) {
  const [from, setFrom] = useState(value);
  const [draft, setDraft] = useState(value);
  const [busy, setBusy] = useState(false);
  if (from !== value) {
    setFrom(value);
    setDraft(value);
  }
  return (
    <span className="flex items-center gap-2">
      <select
        aria-label={label}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        className={`${inputClass} min-w-0 flex-1 border-line-strong text-sm`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {draft !== value && (
        <Button
          size="small"
          look="primary"
          busy={busy}
          aria-label={`Save: ${label}`}
          onClick={() => {
            setBusy(true);
            void onSend(draft).finally(() => setBusy(false));
          }}
        >
          Save
        </Button>
      )}
    </span>
  );
}

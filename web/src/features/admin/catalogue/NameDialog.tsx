import { useState } from 'react';
import { FormDialog } from './FormDialog';

/** Asks for a name: of something new, or another one. */
export function NameDialog({
  title,
  confirm,
  name: given = '',
  onConfirm,
  onClose,
}: {
  title: string;
  confirm: string;
  name?: string;
  onConfirm: (name: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [name, setName] = useState(given);
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      disabled={!name.trim()}
      onSend={() => onConfirm(name.trim())}
      onClose={onClose}
    >
      <label className="flex flex-col gap-1.5">
        <span className="text-sm font-semibold">Name</span>
        <input
          value={name}
          required
          maxLength={120}
          data-autofocus="true"
          onChange={({ target }) => setName(target.value)}
          className="min-h-11 rounded-lg border border-line-strong bg-surface px-3 text-base"
        />
      </label>
    </FormDialog>
  );
}

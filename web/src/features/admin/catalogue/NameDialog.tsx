import { useState } from 'react';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';

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
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function go() {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(name.trim());
      onClose();
    } catch (error) {
      setFailure(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {failure && <Notice tone="bad">{failure}</Notice>}
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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!name.trim()}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

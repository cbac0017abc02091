import { useState, type ReactNode } from 'react';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';

/**
 * A dialog with a form: what the service refuses is said above the fields, and it closes when all
 * went well. `onSend` may answer at once what is wrong with what was written.
 */
export function FormDialog({
  title,
  confirm,
  disabled,
  onSend,
  onClose,
  children,
}: {
  title: string;
  confirm: string;
  disabled?: boolean;
  onSend: () => Promise<unknown> | string;
  onClose: () => void;
  children: ReactNode;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    const sending = onSend();
    if (typeof sending === 'string') return setProblem(sending);
    setBusy(true);
    setProblem(null);
    try {
      await sending;
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={disabled}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

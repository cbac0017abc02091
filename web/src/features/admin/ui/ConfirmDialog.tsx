import { useId, useState, type ReactNode } from 'react';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';

/**
 * Asks before something is done, says what it means, and stays open with the reason when it fails.
 * - `onConfirm` gets the reason as written and may reject, with an error of the service
 * - `reason`: asks for one; `required` holds the button until there is one; it stands in the audit log
 */
export function ConfirmDialog({
  title,
  children,
  confirm,
  danger,
  reason,
  onConfirm,
  onClose,
}: {
  title: string;
  children?: ReactNode;
  /** The button's words: what is done, "Withdraw the album". */
  confirm: string;
  danger?: boolean;
  reason?: 'optional' | 'required';
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function go() {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(text.trim());
      onClose();
    } catch (error) {
      setFailure(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
        className="flex flex-col gap-4"
      >
        {children && <div className="flex flex-col gap-2 text-ink-2">{children}</div>}
        {reason && (
          <div className="flex flex-col gap-1.5">
            <label htmlFor={id} className="text-sm font-semibold">
              Reason
              {reason === 'optional' && <span className="font-normal text-ink-3"> (optional)</span>}
            </label>
            <textarea
              id={id}
              rows={2}
              required={reason === 'required'}
              maxLength={500}
              data-autofocus="true"
              value={text}
              onChange={({ target }) => setText(target.value)}
              aria-describedby={`${id}-hint`}
              className="w-full rounded-lg border border-line-strong bg-surface px-3 py-2"
            />
            <p id={`${id}-hint`} className="text-sm text-ink-2">
              It is kept in the audit log.
            </p>
          </div>
        )}
        {failure && <Notice tone="bad">{failure}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            type="submit"
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={reason === 'required' && text.trim() === ''}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

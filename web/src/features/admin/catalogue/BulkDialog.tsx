import { useState, type ReactNode } from 'react';
import { describeError, isProblem, problemType } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { inputClass } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import { useDeskWrite } from './desk';

/** One way to change many things by a number. */
export type Way = {
  value: string;
  label: string;
  /** What the number is. */
  unit: string;
  read: (text: string) => number | null;
  inputMode: 'numeric' | 'decimal';
  example?: string;
  /** What to write instead of what cannot be read. */
  advice: string;
};

/** A change of many things: what it would do is shown first, and exactly that is done. */
export function BulkDialog<Preview extends { fingerprint: string; changed: number }>({
  title,
  url,
  question,
  ways,
  word,
  bodyOf,
  renderEffect,
  done,
  selection,
  onClose,
}: {
  title: string;
  /** It is done there, and shown below it, at `/preview`. */
  url: string;
  question: string;
  ways: readonly [Way, ...Way[]];
  /** What is changed. */
  word: string;
  bodyOf: (change: Record<string, number | null>) => object;
  renderEffect: (preview: Preview) => ReactNode;
  done: (changed: number) => string;
  selection: TableSelection;
  onClose: () => void;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [way, setWay] = useState(ways[0]);
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const number = way.read(text);

  async function send() {
    const body = bodyOf({ [way.value]: number });
    setBusy(true);
    setProblem(null);
    try {
      if (!preview) return setPreview(await write<Preview>({ url: `${url}/preview`, body }));
      const { changed } = await write<Preview>({
        url,
        body: { ...body, expected: preview.fingerprint },
      });
      dispatch(toasted({ message: done(changed) }));
      selection.clear();
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      // What changed meanwhile is shown at once, to be confirmed anew.
      if (problemType(error) === 'stale-preview' && isProblem(error))
        setPreview((error.data as unknown as { preview: Preview }).preview);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <form
        className="flex flex-col gap-4"
        onChange={() => setPreview(null)}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">{question}</span>
            <select
              value={way.value}
              onChange={({ target }) =>
                setWay(ways.find(({ value }) => value === target.value) ?? ways[0])
              }
              className={`${inputClass} border-line-strong`}
            >
              {ways.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">{way.unit}</span>
            <input
              value={text}
              required
              inputMode={way.inputMode}
              autoComplete="off"
              placeholder={way.example}
              onChange={({ target }) => setText(target.value)}
              className={`${inputClass} border-line-strong text-right tabular-nums`}
            />
          </label>
        </div>
        {text.trim() !== '' && number === null && <p className="text-sm text-bad">{way.advice}</p>}
        {preview && (
          <div role="status" className="rounded-xl bg-sunken p-4 text-sm">
            {renderEffect(preview)}
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" look="primary" busy={busy} disabled={number === null}>
            {preview ? `Change ${plural(preview.changed, word)}` : 'See what it does'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

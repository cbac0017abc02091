import { useRef, useState, type DragEvent } from 'react';
import type { Upload } from '@/api/uploads';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { CheckIcon, CloseIcon } from '@/ui/icons';
import { UploadIcon } from './icons';
import { useUploads, type Sending } from './useUploads';

/**
 * A place to drop files, or to choose them; each shows its progress, and why it failed, with another
 * try.
 * - `request(file)` says where a file goes · `onSent(answer, file)` takes what the service answered
 * - `accept` as the browser takes it: "audio/*,.flac" · `multiple` for more than one
 */
export function UploadDrop<Answer>({
  label,
  hint,
  accept,
  multiple,
  request,
  onSent,
}: {
  /** "Drop audio files here". */
  label: string;
  hint?: string;
  accept?: string;
  multiple?: boolean;
  request: (file: File) => Upload;
  onSent: (answer: Answer, file: File) => void | Promise<void>;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const uploads = useUploads(request, onSent);

  function take(list: FileList | null) {
    const chosen = [...(list ?? [])];
    if (chosen.length) uploads.add(multiple ? chosen : chosen.slice(0, 1));
  }
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }
  return (
    <div className="flex flex-col gap-3">
      {/* Dropping is for a pointer; the button inside does the same for everybody. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx(
          'flex flex-col items-center gap-2 rounded-xl border-2 border-dashed px-4 py-6 text-center',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
        )}
      >
        <UploadIcon size={26} className="text-ink-2" />
        <p className="font-semibold">{label}</p>
        {hint && <p className="max-w-md text-sm text-ink-2">{hint}</p>}
        <input
          ref={input}
          type="file"
          aria-label={label}
          accept={accept}
          multiple={multiple}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
          }}
        />
        <Button onClick={() => input.current?.click()}>
          {multiple ? 'Choose files' : 'Choose a file'}
        </Button>
      </div>
      {uploads.files.length > 0 && (
        <>
          <ul className="flex flex-col gap-1.5">
            {uploads.files.map((it) => (
              <FileLine
                key={it.id}
                sending={it}
                retry={() => uploads.retry(it.id)}
                stop={() => uploads.stop(it.id)}
              />
            ))}
          </ul>
          <div className="flex items-center gap-3">
            <p role="status" className="text-sm text-ink-2">
              {uploads.said}
            </p>
            {!uploads.busy && (
              <Button look="quiet" size="small" onClick={uploads.clear}>
                Clear the list
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function FileLine({
  sending: { file, part, state, problem },
  retry,
  stop,
}: {
  sending: Sending;
  retry: () => void;
  stop: () => void;
}) {
  return (
    <li className="rounded-lg border border-line bg-surface px-3 py-2 text-sm">
      <div className="flex min-h-8 items-center gap-3">
        <span className="min-w-0 flex-1 truncate font-semibold">{file.name}</span>
        {state === 'sent' && (
          <span className="inline-flex items-center gap-1 text-good">
            <CheckIcon size={18} /> Sent
          </span>
        )}
        {state === 'waiting' && <span className="text-ink-2">Waiting</span>}
        {state === 'sending' && (
          <span className="text-ink-2 tabular-nums">
            {part < 1 ? `${Math.floor(part * 100)}%` : 'Reading…'}
          </span>
        )}
        {state === 'failed' && (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )}
        {state !== 'sent' && (
          <button
            type="button"
            aria-label={`${state === 'sending' ? 'Stop' : 'Take away'} ${file.name}`}
            onClick={stop}
            className="grid size-8 place-items-center rounded-full text-ink-2 hover:bg-sunken"
          >
            <CloseIcon size={16} />
          </button>
        )}
      </div>
      {state === 'sending' && (
        <progress
          aria-label={`Sending ${file.name}`}
          value={part}
          max={1}
          className="mt-1 block h-1.5 w-full accent-accent"
        />
      )}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </li>
  );
}

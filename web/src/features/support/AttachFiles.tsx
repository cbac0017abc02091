import { useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { describeError } from '@/api/problem';
import { sendFile, type Store } from '@/api/uploads';
import { Button } from '@/ui/Button';
import { CloseIcon, PlusIcon } from '@/ui/icons';
import { size } from './MessageList';

export type Attached = { id: string; file_name: string; bytes: number };

const most = 5;
const accept = 'image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.log,.txt';

/** Files for a message: each is sent at once, and the message names it. */
export function AttachFiles({
  url,
  files,
  onChange,
}: {
  url: string;
  files: readonly Attached[];
  onChange: (files: Attached[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const store = useStore() as unknown as Store;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // What could not be sent stays chosen, to be sent again.
  const [unsent, setUnsent] = useState<File[]>([]);

  async function add(chosen: File[]) {
    setBusy(true);
    const room = most - files.length;
    setProblem(chosen.length > room ? `At most ${most} files go with a message.` : null);
    let kept = [...files];
    const failed: File[] = [];
    for (const file of chosen.slice(0, room)) {
      try {
        const asked = `${url}?file_name=${encodeURIComponent(file.name)}`;
        // One after the other: a failure names its file.
        // oxlint-disable-next-line no-await-in-loop
        const sent = await sendFile<Attached>(
          store,
          { url: asked, body: file },
          { signal: new AbortController().signal, onProgress: () => {} },
        );
        kept = [...kept, sent];
        onChange(kept);
      } catch (error) {
        failed.push(file);
        setProblem(`${file.name} was not attached. ${describeError(error)}`);
      }
    }
    setUnsent(failed);
    setBusy(false);
  }
  return (
    <div className="flex flex-col gap-2">
      <input
        ref={input}
        type="file"
        multiple
        accept={accept}
        aria-label="Attach files"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          void add([...unsent, ...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {files.length > 0 && (
        <ul aria-label="Attached files" className="flex flex-wrap gap-2">
          {files.map((file) => (
            <li
              key={file.id}
              className="inline-flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm"
            >
              <span className="truncate">{file.file_name}</span>
              <span className="ml-2 text-ink-2">{size(file.bytes)}</span>
              <button
                type="button"
                aria-label={`Take away ${file.file_name}`}
                onClick={() => onChange(files.filter(({ id }) => id !== file.id))}
                className="grid size-9 place-items-center rounded-full text-ink-2 hover:text-ink"
              >
                <CloseIcon size={15} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < most && (
        <Button
          look="quiet"
          className="self-start"
          busy={busy}
          onClick={() => input.current?.click()}
        >
          {!busy && <PlusIcon size={18} />} Attach a file
        </Button>
      )}
      {problem && (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
      {unsent.length > 0 && files.length < most && (
        <Button size="small" className="self-start" busy={busy} onClick={() => void add(unsent)}>
          Send {unsent.map(({ name }) => name).join(', ')} again
        </Button>
      )}
    </div>
  );
}

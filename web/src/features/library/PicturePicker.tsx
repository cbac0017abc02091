import { useState, type ChangeEvent } from 'react';

const largestBytes = 5_000_000;
const kinds = 'image/jpeg,image/png,image/webp,image/gif';

/** A button that sends one picture as soon as it is chosen. `send` answers what went wrong, or null. */
export function PicturePicker({
  busy,
  send,
}: {
  busy: boolean;
  send: (file: File) => Promise<string | null>;
}) {
  const [fault, setFault] = useState<string | null>(null);
  async function onChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const tooLarge = file.size > largestBytes;
    setFault(
      tooLarge ? 'The picture is larger than 5 MB. Choose a smaller one.' : await send(file),
    );
  }
  return (
    <>
      <label className="inline-flex min-h-10 items-center rounded-full border border-line-strong px-4 text-sm font-semibold focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
        {busy ? 'Uploading…' : 'Choose a picture'}
        <input
          type="file"
          accept={kinds}
          disabled={busy}
          onChange={(event) => void onChange(event)}
          className="sr-only"
        />
      </label>
      {fault && (
        <p role="alert" className="w-full text-sm font-medium text-bad">
          {fault}
        </p>
      )}
    </>
  );
}

import { useState } from 'react';
import { Button } from '@/ui/Button';

/** A secret that is never shown again. */
export function ShownOnce({
  label,
  secret,
  onDone,
}: {
  label: string;
  secret: string;
  onDone: () => void;
}) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  }
  return (
    <div className="flex flex-col gap-4">
      <p>{label} Copy it now: it is not shown again.</p>
      <code className="rounded-lg bg-sunken p-3 font-mono text-sm break-all">{secret}</code>
      <div className="flex items-center gap-3">
        <Button onClick={() => void copy()}>Copy</Button>
        <Button look="primary" onClick={onDone}>
          I have stored it
        </Button>
        <span role="status" className="text-sm text-ink-2">
          {copied && 'Copied.'}
        </span>
      </div>
    </div>
  );
}

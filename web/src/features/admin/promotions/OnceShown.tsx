import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/States';

/** A secret that the service has shown once: to be copied or saved now, or never. */
export function OnceShown({
  children,
  copy,
  actions,
}: {
  children: ReactNode;
  copy: string;
  actions?: ReactNode;
}) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">
        <strong>Keep it now.</strong> It is shown this once: the shop does not keep it, and nobody
        can find it again.
      </Notice>
      {children}
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() =>
            void navigator.clipboard
              .writeText(copy)
              .then(() => setCopied(true))
              .catch(() => setCopied(false))
          }
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        {actions}
      </div>
      <span role="status" className="sr-only">
        {copied && 'Copied'}
      </span>
    </div>
  );
}

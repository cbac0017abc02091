import type { ReactNode } from 'react';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Notice } from '@/ui/States';

/** A secret that the service has shown once: to be copied or saved now, or never. Its dialog keeps open. */
export function OnceShown({
  children,
  copy,
  actions,
}: {
  children: ReactNode;
  copy: string;
  actions: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">
        <strong>Keep it now.</strong> It is shown this once: the shop does not keep it, and nobody
        can find it again.
      </Notice>
      {children}
      <div className="flex flex-wrap gap-2">
        {copy && <CopyButton text={copy} />}
        {actions}
      </div>
    </div>
  );
}

/** A key or secret of letters, in the form a program takes it. */
export function SecretShown({
  about,
  secret,
  onDone,
}: {
  about: string;
  secret: string;
  onDone: () => void;
}) {
  return (
    <OnceShown
      copy={secret}
      actions={
        <Button look="primary" onClick={onDone}>
          I have stored it
        </Button>
      }
    >
      <p>{about}</p>
      <code className="rounded-lg bg-sunken p-3 font-mono text-sm break-all">{secret}</code>
    </OnceShown>
  );
}

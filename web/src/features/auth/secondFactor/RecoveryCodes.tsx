import { CopyButton } from '@/ui/CopyButton';

/** Codes that are shown once. Whoever loses the phone gets in with one of them. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <section aria-labelledby="recovery-codes" className="rounded-xl bg-sunken p-4">
      <h2 id="recovery-codes" className="text-lg font-bold">
        Your recovery codes
      </h2>
      <p className="mt-2 text-sm text-ink-2">
        Each of them works once in place of the app. Keep them somewhere safe: they are not shown
        again.
      </p>
      <ul className="mt-4 grid grid-cols-2 gap-x-6 gap-y-2 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        <CopyButton size="small" text={codes.join('\n')}>
          Copy all
        </CopyButton>
      </p>
    </section>
  );
}

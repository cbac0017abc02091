import type { ReactNode } from 'react';
import { describeError } from '@/api/problem';
import { Button } from './Button';

/** Nothing here yet: says why, and offers the next step. */
export function EmptyState({
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `h1` where nothing else names the page. */
  heading?: 'h1' | 'h2';
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <svg
        viewBox="0 0 120 120"
        width="96"
        height="96"
        aria-hidden="true"
        className="text-line-strong"
      >
        <circle
          cx="60"
          cy="60"
          r="46"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          opacity="0.5"
        />
        <circle
          cx="60"
          cy="60"
          r="34"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          opacity="0.35"
        />
        <circle
          cx="60"
          cy="60"
          r="22"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          opacity="0.5"
        />
        <circle cx="60" cy="60" r="7" className="fill-accent" />
      </svg>
      <Heading className="text-2xl font-bold">{title}</Heading>
      {children && <div className="text-ink-2">{children}</div>}
      {action}
    </div>
  );
}

/** Something failed to load: says what, and tries again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center"
    >
      <h2 className="text-2xl font-bold">This did not load</h2>
      <p className="text-ink-2">{describeError(error)}</p>
      {retry && (
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';
const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent-strong',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-semibold ${tones[tone]}`}
    >
      {children}
    </span>
  );
}

/** A message in the flow of a page: `bad` and `warn` are read out at once. */
export function Notice({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div
      role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}
      className={`rounded-xl px-4 py-3 text-sm ${tones[tone]}`}
    >
      {children}
    </div>
  );
}

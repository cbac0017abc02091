import type { ReactNode } from 'react';
import { formatDateTime } from '@/lib/format';
import { cx } from '@/lib/cx';

export type TimelineEvent = {
  id: string;
  /** ISO 8601. */
  at: string;
  title: ReactNode;
  /** Who did it. */
  by?: string | null;
  detail?: ReactNode;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
};

const dots = {
  plain: 'bg-line-strong',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
};

/** What happened to one thing, newest first or as it is given. */
export function Timeline({ events, label }: { events: TimelineEvent[]; label: string }) {
  return (
    <ol aria-label={label} className="relative flex flex-col gap-4 text-sm">
      {events.map(({ id, at, title, by, detail, tone = 'plain' }, index) => (
        <li key={id} className="relative pl-6">
          {index < events.length - 1 && (
            <span
              aria-hidden="true"
              className="absolute top-3 -bottom-5 left-[4.5px] w-px bg-line"
            />
          )}
          <span
            aria-hidden="true"
            className={cx(
              'absolute top-1.5 left-0 size-2.5 rounded-full ring-4 ring-surface',
              dots[tone],
            )}
          />
          <div className="font-semibold">{title}</div>
          <p className="text-ink-2">
            <time dateTime={at}>{formatDateTime(at)}</time>
            {by && <> · {by}</>}
          </p>
          {detail && <div className="mt-1 text-ink-2">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { ArrowDownIcon, ArrowUpIcon } from '@/ui/icons';
import { Hint } from './Hint';

/**
 * One figure: its name, its value, how it compares with the period before, and what it means.
 * - `now` and `before` are the bare numbers; `better` says which way is good (`none`: neither)
 * - `children` stand below: a small line of the last days
 */
export function StatCard({
  label,
  value,
  now,
  before,
  beforeText,
  better = 'up',
  about,
  children,
}: {
  label: string;
  value: string;
  now?: number;
  before?: number | null;
  /** The value before, written out: "$412.20". */
  beforeText?: string;
  better?: 'up' | 'down' | 'none';
  about: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-3.5 py-3">
      <div className="flex items-center gap-1">
        <h3 className="min-w-0 font-sans text-[0.8125rem] leading-snug font-semibold tracking-normal text-ink-2">
          {label}
        </h3>
        <Hint of={label}>{about}</Hint>
      </div>
      <p className="font-display text-[1.7rem] leading-tight font-bold tracking-tight tabular-nums">
        {value}
      </p>
      {now !== undefined && before !== undefined && (
        <Change now={now} before={before} beforeText={beforeText} better={better} />
      )}
      {children}
    </div>
  );
}

/** "▲ 12.4 % · before $412.20". Without anything before there is nothing to compare with. */
export function Change({
  now,
  before,
  beforeText,
  better = 'up',
}: {
  now: number;
  before: number | null;
  beforeText?: string;
  better?: 'up' | 'down' | 'none';
}) {
  if (before === null || before === 0) {
    return (
      <p className="text-xs text-ink-2">
        {before === 0 && now === 0 ? 'None before either' : 'Nothing before to compare'}
      </p>
    );
  }
  const part = (now - before) / Math.abs(before);
  const up = part > 0;
  const same = Math.abs(part) < 0.0005;
  const good = same || better === 'none' ? null : up === (better === 'up');
  const Arrow = up ? ArrowUpIcon : ArrowDownIcon;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-2">
      <span
        className={cx(
          'inline-flex items-center gap-0.5 font-semibold',
          good === true && 'text-good',
          good === false && 'text-bad',
        )}
      >
        {!same && <Arrow size={13} />}
        <span className="sr-only">{same ? 'the same' : up ? 'up' : 'down'} </span>
        {percent(Math.abs(part))}
      </span>
      {beforeText && <span className="tabular-nums">before {beforeText}</span>}
    </p>
  );
}

const percent = (part: number): string =>
  part >= 10 ? '>999%' : `${(part * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;

/** Cards side by side: as many as have room, or six in rows of two, three or six. */
export function StatGrid({ six, children }: { six?: boolean; children: ReactNode }) {
  const columns = six
    ? 'grid-cols-2 md:grid-cols-3 xl:grid-cols-6'
    : 'grid-cols-[repeat(auto-fit,minmax(min(9.5rem,100%),1fr))]';
  return <div className={`grid gap-3 ${columns}`}>{children}</div>;
}

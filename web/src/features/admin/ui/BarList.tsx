import type { ReactNode } from 'react';
import { Link } from 'react-router';

export type BarRow = {
  key: string;
  label: string;
  value: number;
  /** Below the label, quietly: "146 orders". */
  note?: ReactNode;
  to?: string;
  /** Before the label: a cover of 40 pixels. */
  picture?: ReactNode;
};

/** The largest of something as bars that lie: name, value and length in one line. A list, read as such. */
export function BarList({
  label,
  rows,
  format,
  empty = 'Nothing in this period.',
}: {
  label: string;
  rows: readonly BarRow[];
  format: (value: number) => string;
  empty?: string;
}) {
  if (rows.length === 0) return <p className="py-6 text-center text-sm text-ink-2">{empty}</p>;
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ol aria-label={label} className="flex flex-col gap-1">
      {rows.map(({ key, label, value, note, to, picture }) => (
        <li key={key} className="flex min-h-11 items-center gap-3 text-sm">
          {picture}
          <div className="min-w-0 flex-1">
            <div className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate font-semibold">
                {to ? (
                  <Link to={to} className="underline-offset-4 hover:underline">
                    {label}
                  </Link>
                ) : (
                  label
                )}
                {note && <span className="font-normal text-ink-2"> · {note}</span>}
              </span>
              <span className="font-semibold tabular-nums">{format(value)}</span>
            </div>
            <div aria-hidden="true" className="mt-1.5 h-1.5 rounded-full bg-sunken">
              <div
                className="h-full rounded-full bg-accent"
                style={{ width: `${Math.max(1, (Math.max(0, value) / most) * 100)}%` }}
              />
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}

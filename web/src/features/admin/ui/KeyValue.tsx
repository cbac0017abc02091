import type { ReactNode } from 'react';

export type Fact = { name: string; value: ReactNode };

/** Facts about one thing, name beside value; what has no value is left out, or said as "—". */
export function KeyValue({ facts, dashes }: { facts: Fact[]; dashes?: boolean }) {
  const isBlank = (value: ReactNode) => value === null || value === undefined || value === '';
  return (
    <dl className="grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      {facts
        .filter(({ value }) => dashes || !isBlank(value))
        .map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="min-w-0 break-words">{isBlank(value) ? '—' : value}</dd>
          </div>
        ))}
    </dl>
  );
}

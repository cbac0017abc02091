import type { ReactNode } from 'react';
import { ChevronDownIcon } from './icons';

/** A native select with its label beside it, for sorting and filters. */
export function Select({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-ink-2">
      <span className="max-sm:sr-only">{label}</span>
      <span className="relative inline-flex min-w-0">
        <select
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="min-h-10 min-w-0 max-w-44 sm:max-w-48 appearance-none truncate rounded-full border border-line-strong bg-surface py-1.5 pr-9 pl-4 font-semibold text-ink"
        >
          {children}
        </select>
        <ChevronDownIcon
          size={16}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2"
        />
      </span>
    </label>
  );
}

import type { ReactNode } from 'react';
import { InfoIcon } from './icons';
import { Popover } from './Popover';

/** A word explained: a button that opens its definition, by pointer, touch and keyboard alike. */
export function Hint({ of, children }: { of: string; children: ReactNode }) {
  return (
    <Popover
      label={`What ${of} means`}
      className="inline-grid size-6 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-sunken hover:text-ink print:hidden"
      panelClass="w-72 px-4 py-3"
      trigger={
        <>
          <InfoIcon size={16} />
          <span className="sr-only">What {of} means</span>
        </>
      }
    >
      <p tabIndex={0} className="rounded text-sm font-normal text-ink-2">
        <strong className="text-ink">{of}:</strong> {children}
      </p>
    </Popover>
  );
}

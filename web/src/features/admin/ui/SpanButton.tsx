import { buttonClass } from '@/ui/Button';
import { ChevronDownIcon } from '@/ui/icons';
import { spanWords } from './days';
import { DatesPanel } from './FilterPanels';
import type { Filters } from './filters';
import { CalendarIcon } from './icons';
import { Popover } from './Popover';

/**
 * The days that a page is about, as a button that says them: for pages that always have some. It
 * sets `from` and `to` in the address; `from` and `to` given here are those in force.
 */
export function SpanButton({ from, to, state }: { from?: string; to?: string; state: Filters }) {
  return (
    <Popover
      label="Days"
      className={buttonClass('secondary', 'medium', 'max-w-full')}
      panelClass="w-80 p-4"
      trigger={
        <>
          <CalendarIcon size={18} className="shrink-0" />
          <span className="truncate">{spanWords(from, to) || 'Last 30 days'}</span>
          <ChevronDownIcon size={16} className="shrink-0" />
        </>
      }
    >
      {(close) => (
        <DatesPanel
          filter={{ kind: 'dates', from: 'from', to: 'to', label: 'Days' }}
          state={state}
          close={close}
        />
      )}
    </Popover>
  );
}

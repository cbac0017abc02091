import { NavLink } from 'react-router';
import { cx } from '@/lib/cx';

export type Tab = { to: string; label: string; count?: number; end?: boolean };

/** Parts of one thing, each with an address of its own: links, so that Back and new tabs work. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-b border-line print:hidden">
      <ul className="flex gap-1">
        {tabs.map(({ to, label, count, end }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              className={({ isActive }) =>
                cx(
                  'flex min-h-11 items-center gap-2 border-b-2 px-3 text-sm font-semibold whitespace-nowrap focus-visible:-outline-offset-2',
                  isActive
                    ? 'border-accent text-ink'
                    : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
                )
              }
            >
              {label}
              {count !== undefined && (
                <span className="rounded-full bg-sunken px-2 text-xs tabular-nums">
                  {count.toLocaleString('en-US')}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

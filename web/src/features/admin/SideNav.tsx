import { type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { cx } from '@/lib/cx';
import type { MenuEntry, Role } from './area';
import { menuFor } from './menu';
import { SidebarIcon } from './ui/icons';

/** The menu of a role. `narrow` shows icons alone, with their names to hover and to read out. */
export function SideNav({
  role,
  narrow = false,
  onToggle,
  onGo,
  tools,
}: {
  role: Role;
  narrow?: boolean;
  onToggle?: () => void;
  /** Something was chosen: the place around it may close. */
  onGo?: () => void;
  tools?: ReactNode;
}) {
  return (
    <nav aria-label="Back office" className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        {menuFor(role).map(({ name, entries }, index) => (
          <div
            key={name}
            className={cx(index > 0 && 'mt-3', narrow && index > 0 && 'border-t border-line pt-3')}
          >
            {!narrow && entries.length > 1 && (
              <h2 className="px-3 pt-1 pb-1.5 font-sans text-xs font-semibold tracking-wide text-ink-3">
                {name}
              </h2>
            )}
            <ul className="flex flex-col gap-0.5">
              {entries.map((entry) => (
                <li key={entry.to}>
                  <Line entry={entry} narrow={narrow} onGo={onGo} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {(onToggle || tools) && (
        <div className="flex flex-col gap-1 border-t border-line p-2">
          {!narrow && tools && <div className="px-1 py-1">{tools}</div>}
          {onToggle && (
            <button
              type="button"
              onClick={onToggle}
              aria-expanded={!narrow}
              aria-label={narrow ? 'Unfold the menu' : 'Fold the menu'}
              title={narrow ? 'Unfold the menu' : undefined}
              className="flex min-h-11 items-center gap-3 rounded-lg px-3 text-sm font-semibold text-ink-2 hover:bg-sunken hover:text-ink"
            >
              <SidebarIcon size={20} />
              {!narrow && 'Fold the menu'}
            </button>
          )}
        </div>
      )}
    </nav>
  );
}

function Line({
  entry: { to, label, icon: Icon, end },
  narrow,
  onGo,
}: {
  entry: MenuEntry;
  narrow: boolean;
  onGo?: () => void;
}) {
  return (
    <NavLink
      to={to}
      end={end}
      onClick={onGo}
      aria-label={narrow ? label : undefined}
      title={narrow ? label : undefined}
      className={({ isActive }) =>
        cx(
          'flex min-h-10 items-center gap-3 rounded-lg px-3 text-sm font-semibold',
          isActive
            ? 'bg-accent-soft text-accent-strong'
            : 'text-ink-2 hover:bg-sunken hover:text-ink',
        )
      }
    >
      <Icon size={20} />
      {!narrow && label}
    </NavLink>
  );
}

import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';

export type MenuItem = { label: string; icon?: ReactNode; onSelect: () => void; danger?: boolean };

/**
 * A menu button on the native popover: light dismiss and the top layer come with the browser; the
 * arrow keys, Home, End and type-to-find are ours. Focus returns to the button.
 */
export function Menu({
  label,
  trigger,
  items,
  className,
  header,
  tabIndex,
}: {
  label: string;
  trigger: ReactNode;
  items: MenuItem[];
  className?: string;
  header?: ReactNode;
  tabIndex?: number;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const entries = () => [
    ...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];

  function place() {
    const [from, box] = [button.current?.getBoundingClientRect(), panel.current];
    if (!from || !box) return;
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = from.bottom + height + 8 < window.innerHeight;
    box.style.top = `${below ? from.bottom + 4 : Math.max(8, from.top - height - 4)}px`;
    box.style.left = `${Math.max(8, Math.min(from.right - width, window.innerWidth - width - 8))}px`;
  }

  // The entries exist only while the menu is open: a long list has a menu in every row.
  function opened() {
    place();
    entries()[0]?.focus();
  }

  function select(item: MenuItem) {
    panel.current?.hidePopover();
    button.current?.focus();
    item.onSelect();
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all[(at - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === 'Tab') {
      panel.current?.hidePopover();
    } else if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      all.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    }
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        tabIndex={tabIndex}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        className={cx(
          'inline-flex size-10 shrink-0 items-center justify-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink',
          className,
        )}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => event.newState === 'open' && opened()}
        className="fixed m-0 min-w-52 rounded-xl border border-line bg-surface p-1.5 text-ink shadow-high"
      >
        {open && header}
        <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
          {open &&
            items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => select(item)}
                className={cx(
                  'flex min-h-10 w-full items-center gap-3 rounded-lg px-3 text-left text-sm hover:bg-sunken focus:bg-sunken',
                  item.danger && 'text-bad',
                )}
              >
                {item.icon}
                {item.label}
              </button>
            ))}
        </div>
      </div>
    </>
  );
}

import { useEffect, useRef, type KeyboardEvent } from 'react';
import { cx } from '@/lib/cx';
import type { MenuItem } from '@/ui/Menu';

export type MenuPlace = { x: number; y: number };

/**
 * One menu for all rows of a long list, opened where the pointer or the focus is. Focus returns to
 * where it came from.
 */
export function ContextMenu({
  label,
  at,
  items,
  onClose,
}: {
  label: string;
  at: MenuPlace;
  items: MenuItem[];
  onClose: () => void;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);

  useEffect(() => {
    cameFrom.current = document.activeElement;
    const box = panel.current;
    if (!box) return;
    box.showPopover();
    const { offsetWidth: width, offsetHeight: height } = box;
    box.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, at.y + height + 8 < window.innerHeight ? at.y : at.y - height)}px`;
    box.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [at]);

  function close() {
    (cameFrom.current as HTMLElement | null)?.focus({ preventScroll: true });
    onClose();
  }
  function onKeyDown(event: KeyboardEvent) {
    const all = [...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const now = all.indexOf(document.activeElement as HTMLElement);
    const next = {
      ArrowDown: all[(now + 1) % all.length],
      ArrowUp: all[(now - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === 'Tab' || event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  }
  return (
    <div
      ref={panel}
      popover="auto"
      onToggle={(event) => event.newState === 'closed' && onClose()}
      className="fixed m-0 max-h-[70dvh] min-w-52 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-ink shadow-high"
    >
      <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {items.map((item, index) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => {
              close();
              item.onSelect();
            }}
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
  );
}

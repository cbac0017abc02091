import { useId, useRef, useState, type ReactNode } from 'react';

/**
 * A button that opens a small panel on the native popover: light dismiss, Escape and the top layer
 * come with the browser, and the focus goes back to the button. The panel's content exists only
 * while it is open; `children` may be a function that gets `close`.
 */
export function Popover({
  label,
  trigger,
  className,
  panelClass = 'w-72 p-4',
  children,
}: {
  /** What the panel is, read out. */
  label: string;
  trigger: ReactNode;
  className?: string;
  panelClass?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  function place() {
    const [from, box] = [button.current?.getBoundingClientRect(), panel.current];
    if (!from || !box) return;
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = from.bottom + height + 8 < window.innerHeight || from.top < height;
    box.style.top = `${below ? from.bottom + 6 : Math.max(8, from.top - height - 6)}px`;
    box.style.left = `${Math.max(8, Math.min(from.left, window.innerWidth - width - 8))}px`;
  }
  // The browser gives the focus back to the button.
  const close = () => document.getElementById(id)?.hidePopover();
  function opened() {
    place();
    panel.current
      ?.querySelector<HTMLElement>('input, select, textarea, button, [tabindex="0"]')
      ?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        className={className}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => event.newState === 'open' && opened()}
        className={`fixed m-0 max-h-[min(32rem,calc(100dvh-2rem))] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-xl border border-line bg-surface text-ink shadow-high ${panelClass}`}
      >
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}

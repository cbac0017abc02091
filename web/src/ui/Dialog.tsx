import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { IconButton } from './Button';
import { FieldPlace } from './fieldId';
import { CloseIcon } from './icons';

const shapes = {
  center: 'm-auto w-[min(34rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-2xl',
  /** A panel from the right edge, the whole width on a phone. */
  drawer: 'mr-0 ml-auto my-0 h-dvh max-h-none w-[min(27rem,100vw)] max-w-none rounded-l-2xl',
  /** A panel from the left edge. */
  start: 'ml-0 mr-auto my-0 h-dvh max-h-none w-[min(19rem,90vw)] max-w-none rounded-r-2xl',
  full: 'm-0 h-dvh max-h-none w-screen max-w-none',
};

/**
 * The native modal dialog: focus is kept inside, Escape and a click outside close it, and focus
 * goes back to where it came from.
 */
export function Dialog({
  open,
  onClose,
  title,
  shape = 'center',
  hideTitle,
  keepOpen,
  footer,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  shape?: keyof typeof shapes;
  hideTitle?: boolean;
  /** A press outside does not close it: it shows something that is never shown again. */
  keepOpen?: boolean;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      cameFrom.current = document.activeElement;
      dialog.showModal();
      // React focuses what has `autoFocus` before the dialog is open, when nothing in it can be.
      dialog.querySelector<HTMLElement>('[data-autofocus="true"]')?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);

  // Taken off the page while open, it still gives the focus back to where it came from.
  useEffect(() => {
    const dialog = ref.current;
    return () => {
      const from = cameFrom.current;
      if (!dialog?.isConnected && dialog?.open && from instanceof HTMLElement)
        from.focus({ preventScroll: true });
    };
  }, []);

  // A press that begins inside, such as one that selects words, may end outside: it closes nothing.
  const pressedOutside = useRef(false);
  function closeOnBackdrop({ target }: MouseEvent<HTMLDialogElement>) {
    if (!keepOpen && pressedOutside.current && target === ref.current) onClose();
  }

  return (
    // The backdrop belongs to the dialog element; Escape does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={({ target }) => {
        pressedOutside.current = target === ref.current;
      }}
      onClick={closeOnBackdrop}
      className={cx(
        'bg-surface p-0 shadow-high open:flex open:animate-rise flex-col',
        shapes[shape],
      )}
    >
      {open && (
        <FieldPlace value={titleId}>
          <div
            className={cx(
              'flex items-center gap-3 px-5 py-4',
              !hideTitle && 'border-b border-line',
            )}
          >
            <h2 id={titleId} className={cx('text-xl font-bold', hideTitle && 'sr-only')}>
              {title}
            </h2>
            <IconButton label="Close" size="small" className="ml-auto" onClick={onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="border-t border-line px-5 py-4">{footer}</div>}
        </FieldPlace>
      )}
    </dialog>
  );
}

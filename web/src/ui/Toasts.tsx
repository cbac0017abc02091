import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router';
import { cx } from '@/lib/cx';
import { useAppDispatch } from '@/lib/dispatch';
import { CloseIcon } from './icons';
import { runToastAction } from './toastActions';
import { toastClosed, type Toast } from './toastSlice';

const shownMs = 7000;

/** Short messages above the player. Pointer or focus on one keeps it there. */
export function Toasts() {
  const toasts = useSelector((state: { toasts: Toast[] }) => state.toasts);
  return (
    <div
      role="status"
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-0 bottom-28 z-40 flex flex-col items-center gap-2 px-4"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const dispatch = useAppDispatch();
  const [held, setHeld] = useState(false);
  const close = () => dispatch(toastClosed(toast.id));

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dispatch(toastClosed(toast.id)), shownMs);
    return () => clearTimeout(timer);
  }, [held, toast.id, dispatch]);

  const strong = 'shrink-0 rounded px-1 font-semibold underline underline-offset-4';
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex max-w-md animate-rise items-center gap-3 rounded-xl py-2 pr-2 pl-4 text-sm shadow-high',
        toast.tone === 'bad' ? 'bg-bad-soft text-bad' : 'bg-ink text-paper',
      )}
    >
      <span>{toast.message}</span>
      {toast.link && (
        <Link to={toast.link.to} className={strong} onClick={close}>
          {toast.link.label}
        </Link>
      )}
      {toast.action && (
        <button
          type="button"
          className={strong}
          onClick={() => {
            const action = toast.action?.action;
            if (action && !runToastAction(action)) dispatch(action);
            close();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="grid size-8 shrink-0 place-items-center rounded-full"
        onClick={close}
      >
        <CloseIcon size={16} />
      </button>
    </div>
  );
}

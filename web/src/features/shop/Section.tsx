import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { cx } from '@/lib/cx';
import { ChevronRightIcon } from '@/ui/icons';

/** A part of a page with its heading and, where there is more, the way to all of it. */
export function Section({
  title,
  more,
  children,
  className,
}: {
  title: string;
  more?: { to: string; label: string };
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('page mt-14', className)}>
      <div className="mb-5 flex items-end justify-between gap-4">
        <h2 id={id} className="text-2xl font-bold">
          {title}
        </h2>
        {more && (
          <Link
            to={more.to}
            className="flex shrink-0 items-center gap-0.5 py-1 text-sm font-semibold text-accent hover:underline"
          >
            {more.label} <ChevronRightIcon size={16} />
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

/** Covers side by side, swiped sideways; by keyboard the focus brings each into view. */
export function Shelf({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className="shelf -mx-[clamp(1rem,4vw,2.5rem)] px-[clamp(1rem,4vw,2.5rem)] pt-1 pb-3"
    >
      {children}
    </div>
  );
}

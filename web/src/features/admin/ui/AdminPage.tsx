import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cx } from '@/lib/cx';
import { usePageTitle } from '@/lib/page';
import { ChevronRightIcon } from '@/ui/icons';

export type Crumb = { to: string; label: string };

/**
 * The head of every page and the room below it.
 * - `title` is also the tab's; `badge` stands beside it (a state), `about` below it (one sentence)
 * - `crumbs` lead back up, outermost first
 * - `actions` are the page's buttons, the main one last
 */
export function AdminPage({
  title,
  badge,
  about,
  crumbs,
  actions,
  children,
}: {
  title: string;
  badge?: ReactNode;
  about?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className="mx-auto flex max-w-[96rem] flex-col gap-5 px-4 pt-5 pb-16 sm:px-6">
      <div className="flex flex-col gap-1.5">
        {crumbs && crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="print:hidden">
            <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-2">
              {crumbs.map(({ to, label }) => (
                <li key={to} className="flex items-center gap-1">
                  <Link
                    to={to}
                    className="inline-flex min-h-6 items-center underline-offset-4 hover:text-ink hover:underline"
                  >
                    {label}
                  </Link>
                  <ChevronRightIcon size={14} />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="flex min-w-0 flex-1 basis-64 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl font-bold break-words sm:text-[1.75rem]">{title}</h1>
            {badge}
          </div>
          {actions && (
            <div className="flex max-w-full min-w-0 flex-wrap items-center gap-2 print:hidden">
              {actions}
            </div>
          )}
        </div>
        {about && <p className="max-w-prose text-sm text-ink-2">{about}</p>}
      </div>
      {children}
    </div>
  );
}

/**
 * A card of a page. `flush` lets a table or a list reach the card's edges. Without a `title` it is a
 * plain box.
 */
export function Panel({
  title,
  about,
  actions,
  flush,
  className,
  children,
}: {
  title?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={cx(
        'min-w-0 rounded-xl border border-line bg-surface break-inside-avoid',
        className,
      )}
    >
      {(title || actions) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3.5 sm:px-5">
          <div className="min-w-0 flex-1">
            {title && <h2 className="text-lg font-bold">{title}</h2>}
            {about && <p className="mt-0.5 text-sm text-ink-2">{about}</p>}
          </div>
          {actions && (
            <div className="flex max-w-full min-w-0 flex-wrap items-center gap-2 print:hidden">
              {actions}
            </div>
          )}
        </div>
      )}
      <div className={flush ? 'pt-2.5' : 'px-4 pt-3 pb-4 sm:px-5'}>{children}</div>
    </section>
  );
}

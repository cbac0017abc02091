import type { ReactNode } from 'react';
import { usePageTitle } from '@/lib/page';

/** The frame of the pages for signing in: one narrow column, one thing to do. */
export function AuthCard({
  title,
  lead,
  children,
  after,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  after?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className="page py-10 sm:py-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-3xl font-bold sm:text-4xl">{title}</h1>
        {lead && <div className="mt-3 text-ink-2">{lead}</div>}
        <div className="mt-7 flex flex-col gap-5">{children}</div>
        {after && <div className="mt-8 border-t border-line pt-6 text-sm">{after}</div>}
      </div>
    </div>
  );
}

export const textLink = 'font-semibold text-accent underline underline-offset-4';

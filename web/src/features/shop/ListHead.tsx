import type { ReactNode } from 'react';

/** The head of a list page: its name, what is in it, and the controls that sift it. */
export function ListHead({
  title,
  about,
  children,
}: {
  title: string;
  about?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-8 pb-6 lg:pt-12">
      <div>
        <h1 className="text-4xl font-extrabold">{title}</h1>
        {about && <p className="mt-2 max-w-prose text-ink-2">{about}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-3">{children}</div>}
    </div>
  );
}

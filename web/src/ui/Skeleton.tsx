import { cx } from '@/lib/cx';

/** A place kept for what is on its way. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('block animate-shimmer rounded-md bg-line', className)}
    />
  );
}

/** Says once, politely, that something is loading; the skeletons around it are silent. */
export function Loading({ what }: { what: string }) {
  return (
    <span role="status" className="sr-only">
      Loading {what}…
    </span>
  );
}

export function CoverGridSkeleton({ count = 12, shelf }: { count?: number; shelf?: boolean }) {
  return (
    <div className={shelf ? 'shelf overflow-hidden' : 'cover-grid'} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index}>
          <Skeleton className="aspect-square w-full rounded-lg" />
          <Skeleton className="mt-3 h-4 w-4/5" />
          <Skeleton className="mt-2 h-3.5 w-3/5" />
          <Skeleton className="mt-3 h-8 w-20 rounded-full" />
        </div>
      ))}
    </div>
  );
}

export function RowsSkeleton({ count = 10 }: { count?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-14 items-center gap-4 border-b border-line">
          <Skeleton className="size-10" />
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="ml-auto h-4 w-12" />
        </div>
      ))}
    </div>
  );
}

import { CoverGridSkeleton, Loading, Skeleton } from '@/ui/Skeleton';

/** Shown while the code of a page is on its way for the first time. */
export function PageSkeleton() {
  return (
    <div className="page min-h-dvh py-10">
      <Loading what="the page" />
      <Skeleton className="mb-8 h-10 w-64 max-w-full" />
      <CoverGridSkeleton />
    </div>
  );
}

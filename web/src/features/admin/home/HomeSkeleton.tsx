import { Loading, Skeleton } from '@/ui/Skeleton';

/** The page's own shape, so that nothing jumps when the figures arrive. */
export function HomeSkeleton() {
  return (
    <div className="flex flex-col gap-5">
      <Loading what="the figures" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-28 rounded-xl" />
        ))}
      </div>
      <Skeleton className="h-88 rounded-xl" />
      <div className="grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </div>
  );
}

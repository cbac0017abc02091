import { LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { EmptyState } from '@/ui/States';

export function NobodyHere() {
  return (
    <div className="page">
      <EmptyState
        heading="h1"
        title="Nobody here"
        action={<LinkButton to="/">Look around the shop</LinkButton>}
      >
        There is no public page at this address.
      </EmptyState>
    </div>
  );
}

export function SharedSkeleton() {
  return (
    <div className="page py-8">
      <Loading what="the playlist" />
      <Skeleton className="mb-8 h-44 w-full max-w-md rounded-lg" />
      <RowsSkeleton />
    </div>
  );
}

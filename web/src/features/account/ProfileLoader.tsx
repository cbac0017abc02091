import type { ReactNode } from 'react';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useVersionedProfileQuery, type VersionedProfile } from './profileApi';

/** Fetches the newest profile for a form to begin with. */
export function ProfileLoader({ children }: { children: (loaded: VersionedProfile) => ReactNode }) {
  const { data, error, refetch } = useVersionedProfileQuery();
  if (data) return children(data);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <Loading what="your profile" />
      <Skeleton className="h-64" />
    </>
  );
}

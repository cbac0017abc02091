import { Navigate, useParams } from 'react-router';
import { useGetTrackQuery } from '@/api/generated';
import { isNotFound } from '@/api/problem';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { Missing } from './Missing';
import { TrackList } from './TrackList';

/** A track is shown on its album, at its row; one without an album stands by itself. */
export default function TrackPage() {
  const id = idFrom(useParams().id);
  const { currentData: track, error, refetch } = useGetTrackQuery({ id: id ?? 0 }, { skip: !id });
  usePageTitle(track?.name);

  if (!id || isNotFound(error)) return <Missing what="track" to="/tracks" />;
  if (error && !track) return <ErrorState error={error} retry={() => void refetch()} />;
  if (track?.album) return <Navigate replace to={`/albums/${track.album.id}#track-${track.id}`} />;
  return (
    <div className="page py-10">
      {track ? (
        <>
          <h1 className="mb-6 text-4xl font-extrabold">{track.name}</h1>
          <TrackList tracks={[track]} label={track.name} subtitle="artist" />
        </>
      ) : (
        <>
          <Loading what="the track" />
          <RowsSkeleton count={1} />
        </>
      )}
    </div>
  );
}

import { useListPlaylistsQuery } from '@/api/generated';
import { usePageTitle } from '@/lib/page';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { PlaylistCard } from './cards';
import { ListHead } from './ListHead';

export default function PlaylistsPage() {
  usePageTitle('Playlists');
  const { data, error, refetch } = useListPlaylistsQuery();
  return (
    <div className="page">
      <ListHead title="Playlists" about="Put together by the people of the shop." />
      <h2 className="sr-only">All playlists</h2>
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        <div className="cover-grid">
          {data.items.map((playlist) => (
            <PlaylistCard key={playlist.id} playlist={playlist} />
          ))}
        </div>
      ) : (
        <>
          <Loading what="playlists" />
          <CoverGridSkeleton />
        </>
      )}
    </div>
  );
}

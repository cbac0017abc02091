import { useParams } from 'react-router';
import { useGetPlaylistQuery } from '@/api/generated';
import { usePlaylistTrackPagesInfiniteQuery } from '@/api/pages';
import { isNotFound } from '@/api/problem';
import { FollowButtons } from '@/features/playlists/FollowButtons';
import { usePlay } from '@/features/player/usePlay';
import { formatLength, plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlayIcon, ShuffleIcon } from '@/ui/icons';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Ambient } from './Ambient';
import { Missing } from './Missing';
import { shuffled } from './shuffle';
import { TrackTable } from './TrackTable';

const frame =
  'page flex flex-col items-center gap-6 py-10 text-center sm:flex-row sm:gap-10 sm:text-left';

export default function PlaylistPage() {
  const id = idFrom(useParams().id);
  const {
    currentData: playlist,
    error,
    refetch,
  } = useGetPlaylistQuery({ id: id ?? 0 }, { skip: !id });
  const list = usePlaylistTrackPagesInfiniteQuery({ id: id ?? 0 }, { skip: !id });
  const tracks = list.currentData?.pages.flatMap((page) => page.items);
  const { playList } = usePlay();
  usePageTitle(playlist?.name);

  if (!id || isNotFound(error)) return <Missing what="playlist" to="/playlists" />;
  if (error && !playlist) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <div className="relative isolate">
        {playlist && <Ambient src={playlist.cover_url} />}
        <header className={frame}>
          {playlist ? (
            <>
              <Cover src={playlist.cover_url} eager className="w-44! shadow-high sm:w-56!" />
              <div className="min-w-0">
                <p className="text-sm font-semibold text-accent">Playlist</p>
                <h1 className="text-4xl font-extrabold sm:text-5xl">{playlist.name}</h1>
                <p className="mt-2 text-ink-2">
                  {plural(playlist.track_count, 'track')}
                  {playlist.track_count > 0 && `, ${formatLength(playlist.duration_ms)}`}
                </p>
                {tracks && tracks.length > 0 && (
                  <div className="mt-5 flex flex-wrap justify-center gap-3 sm:justify-start">
                    <Button look="primary" size="large" onClick={() => playList(tracks)}>
                      <PlayIcon /> Play
                    </Button>
                    <Button size="large" onClick={() => playList(shuffled(tracks))}>
                      <ShuffleIcon /> Shuffle
                    </Button>
                    <FollowButtons id={playlist.id} name={playlist.name} />
                  </div>
                )}
              </div>
            </>
          ) : (
            <>
              <Loading what="the playlist" />
              <Skeleton className="size-44 rounded-lg sm:size-56" />
              <Skeleton className="h-12 w-64 max-w-full" />
            </>
          )}
        </header>
      </div>
      <div className="page">
        {list.error && !tracks ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : !tracks ? (
          <RowsSkeleton />
        ) : tracks.length === 0 ? (
          <EmptyState
            title="Nothing in it yet"
            action={<LinkButton to="/playlists">Other playlists</LinkButton>}
          >
            The shop has not put any track into this playlist so far.
          </EmptyState>
        ) : (
          <TrackTable
            label={`Tracks of ${playlist?.name ?? 'the playlist'}`}
            tracks={tracks}
            total={playlist?.track_count}
            hasMore={list.hasNextPage}
            loadMore={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          />
        )}
      </div>
    </>
  );
}

import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { isNotFound } from '@/api/problem';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { usePlay } from '@/features/player/usePlay';
import { queueLimit } from '@/features/player/playerSlice';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { MoreIcon, PlayIcon, PlusIcon, ShuffleIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { aboutPlaylist, folderNames } from './aboutPlaylist';
import { Covers } from './Covers';
import { canAddTo, playable } from './entries';
import { EntryTable } from './EntryTable';
import { ShareIcon } from './icons';
import { PlaylistDialogs } from './PlaylistDialogs';
import { useMyPlaylistQuery } from './playlistsApi';
import { shuffled } from '@/features/shop/shuffle';
import type { Playlist } from './types';
import { useEntries } from './useEntries';
import { usePlaylistActions } from './usePlaylistActions';

const AddSongsDialog = lazy(() => import('./AddSongsDialog'));

export default function PlaylistPage() {
  const { id = '' } = useParams();
  return (
    <CustomerOnly>
      <OnePlaylist key={id} id={id} />
    </CustomerOnly>
  );
}

function OnePlaylist({ id }: { id: string }) {
  // Others may change it, too: what was seen before is shown, and asked for again.
  const { currentData, error, refetch, fulfilledTimeStamp } = useMyPlaylistQuery(id, {
    refetchOnMountOrArgChange: true,
  });
  const entries = useEntries(id, fulfilledTimeStamp);
  usePageTitle(currentData?.name);
  if (isNotFound(error)) {
    return (
      <div className="page">
        <EmptyState
          heading="h1"
          title="This playlist is not here"
          action={<LinkButton to="/library/playlists">Your playlists</LinkButton>}
        >
          It was deleted, or it belongs to somebody else.
        </EmptyState>
      </div>
    );
  }
  if (error && !currentData) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className="page pb-8">
      {currentData ? <Head playlist={currentData} entries={entries} /> : <HeadSkeleton />}
      <Songs playlist={currentData} entries={entries} />
    </div>
  );
}

function Songs({
  playlist,
  entries,
}: {
  playlist: Playlist | undefined;
  entries: ReturnType<typeof useEntries>;
}) {
  if (entries.total === null || !playlist) {
    return entries.error ? (
      <ErrorState error={entries.error} retry={() => void entries.list.need(0)} />
    ) : (
      <RowsSkeleton />
    );
  }
  if (entries.total === 0) return <Empty playlist={playlist} />;
  const mine = canAddTo(playlist);
  return <EntryTable name={playlist.name} entries={entries} movable={mine} removable={mine} />;
}

function Head({
  playlist,
  entries,
}: {
  playlist: Playlist;
  entries: ReturnType<typeof useEntries>;
}) {
  const navigate = useNavigate();
  const { playList } = usePlay();
  const [adding, setAdding] = useState(false);
  const { items, asked, ask, close } = usePlaylistActions(playlist, {
    onGone: () => void navigate('/library/playlists'),
  });
  const hasSongs = (entries.total ?? 0) > 0;

  async function play(inOrder: boolean) {
    await entries.list.needUpTo(queueLimit);
    const tracks = playable(entries.list.snapshot().rows);
    playList(inOrder ? tracks : shuffled(tracks));
  }
  return (
    <header className="flex flex-col items-center gap-6 py-8 text-center sm:flex-row sm:gap-8 sm:text-left">
      <Covers urls={playlist.cover_urls} className="w-44! shadow-high" />
      <div className="min-w-0">
        <p className="text-sm font-semibold">
          <Link to="/library/playlists" className="text-accent underline underline-offset-2">
            Playlists
          </Link>
          {folderNames(playlist.folder).map((name, at) => (
            <span key={at} className="text-ink-2">
              {' '}
              / {name}
            </span>
          ))}
        </p>
        <h1 className="text-3xl font-extrabold wrap-break-word sm:text-4xl">{playlist.name}</h1>
        {playlist.description && (
          <p className="mt-2 wrap-break-word whitespace-pre-line text-ink-2">
            {playlist.description}
          </p>
        )}
        <p className="mt-1 text-sm text-ink-2">{aboutPlaylist(playlist)}</p>
        <div className="mt-5 flex flex-wrap justify-center gap-3 sm:justify-start">
          {hasSongs && (
            <>
              <Button look="primary" onClick={() => void play(true)}>
                <PlayIcon size={18} /> Play
              </Button>
              <Button onClick={() => void play(false)}>
                <ShuffleIcon size={18} /> Shuffle
              </Button>
            </>
          )}
          {canAddTo(playlist) && (
            <Button onClick={() => setAdding(true)}>
              <PlusIcon size={18} /> Add songs
            </Button>
          )}
          {playlist.kind === 'smart' && playlist.role === 'owner' && (
            <LinkButton to={`/library/playlists/${playlist.id}/rules`}>Rules</LinkButton>
          )}
          {playlist.role === 'owner' && playlist.kind !== 'editorial' && (
            <Button onClick={() => ask('share')}>
              <ShareIcon size={18} /> Share
            </Button>
          )}
          <Menu label={`More for ${playlist.name}`} trigger={<MoreIcon />} items={items} />
        </div>
      </div>
      <PlaylistDialogs playlist={playlist} asked={asked} onClose={close} />
      {adding && (
        <Suspense fallback={null}>
          <AddSongsDialog playlist={playlist} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </header>
  );
}

function HeadSkeleton() {
  return (
    <div className="flex flex-col items-center gap-6 py-8 sm:flex-row sm:gap-8">
      <Loading what="the playlist" />
      <Skeleton className="size-44 rounded-lg" />
      <div className="flex flex-col gap-3">
        <Skeleton className="h-10 w-64 max-w-full" />
        <Skeleton className="h-10 w-40" />
      </div>
    </div>
  );
}

function Empty({ playlist }: { playlist: Playlist }) {
  if (playlist.kind === 'smart') {
    return (
      <EmptyState
        title="No song fits the rules yet"
        action={
          <LinkButton to={`/library/playlists/${playlist.id}/rules`}>Change the rules</LinkButton>
        }
      >
        The playlist fills by itself as soon as a song in your library fits.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing in it yet">
      {canAddTo(playlist)
        ? 'Press “Add songs” to search your library and the shop, or choose “Add to playlist” at any song. What you do not own yet plays as a preview.'
        : 'Whoever made it has not put a song in so far.'}
    </EmptyState>
  );
}

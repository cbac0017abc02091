import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Song } from '@/api/generated';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import type { PlayerTrack } from '@/features/player/types';
import { usePlay } from '@/features/player/usePlay';
import { formatLength, plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { oneOf, useQueryState } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { PlayIcon } from '@/ui/icons';
import { Select } from '@/ui/Select';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { VirtualTable, type Column } from '@/ui/VirtualTable';
import { songColumns, SongRow } from './SongRow';
import { songSorts, useSongPagesInfiniteQuery, type SongSort } from './songsApi';

const sortNames: Record<SongSort, string> = {
  '-added': 'Newest first',
  added: 'Oldest first',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  artist: 'Artist, A to Z',
  '-artist': 'Artist, Z to A',
  album: 'Album, A to Z',
  '-album': 'Album, Z to A',
};
const columns: Column[] = [
  { name: 'Play', silent: true },
  { name: 'Title', sort: 'title', turns: true },
  { name: 'Artist', sort: 'artist', turns: true, className: 'hidden md:block' },
  { name: 'Album', sort: 'album', turns: true, className: 'hidden lg:block' },
  { name: 'Added', sort: 'added', turns: true, className: 'hidden lg:block' },
  { name: 'Time', className: 'hidden sm:block text-right' },
  { name: 'Download', silent: true },
];
const noSongs: Song[] = [];

export default function LibraryPage() {
  usePageTitle('Library');
  return (
    <CustomerOnly>
      <div className="page py-8 sm:py-12">
        <Songs />
      </div>
    </CustomerOnly>
  );
}

function Songs() {
  const { params, set } = useQueryState();
  const sort = oneOf(params.get('sort'), songSorts);
  const list = useSongPagesInfiniteQuery({ sort }, { refetchOnMountOrArgChange: true });
  const pages = list.currentData?.pages;
  const songs = useMemo(() => pages?.flatMap((page) => page.items) ?? noSongs, [pages]);
  const isComplete = pages !== undefined && !list.hasNextPage;
  const { playList } = usePlay();
  const play = usePlaySongs(songs);

  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4 pb-5">
        <div className="mr-auto">
          <h1 className="text-3xl font-bold sm:text-4xl">Library</h1>
          {songs.length > 0 && <p className="mt-1 text-ink-2">{summary(songs, isComplete)}</p>}
        </div>
        {songs.length > 0 && (
          <>
            <Select label="Sort by" value={sort} onChange={(value) => set({ sort: value })}>
              {songSorts.map((value) => (
                <option key={value} value={value}>
                  {sortNames[value]}
                </option>
              ))}
            </Select>
            <Button look="primary" onClick={() => playList(playable(songs))}>
              <PlayIcon size={18} /> Play all
            </Button>
          </>
        )}
      </div>
      {list.error && !pages ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !pages ? (
        <>
          <Loading what="your songs" />
          <RowsSkeleton count={8} />
        </>
      ) : songs.length === 0 ? (
        <NothingYet />
      ) : (
        <VirtualTable
          key={sort}
          label="Your songs"
          columns={columns}
          columnsClass={songColumns}
          loaded={songs.length}
          hasMore={list.hasNextPage}
          loadMore={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          sorting={{ value: sort, onSort: (value) => set({ sort: value }) }}
          renderRow={(place) => {
            const song = songs[place.index];
            return song && <SongRow {...place} song={song} onPlay={play} />;
          }}
        />
      )}
    </>
  );
}

function summary(songs: Song[], isComplete: boolean): string {
  if (!isComplete) return `More than ${plural(songs.length, 'song')}`;
  const length = songs.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  return `${plural(songs.length, 'song')}, ${formatLength(length)}`;
}

/** "From here on", in the order on the page. */
function usePlaySongs(songs: Song[]) {
  const { playList } = usePlay();
  const latest = useRef(songs);
  useEffect(() => {
    latest.current = songs;
  });
  return useCallback(
    (index: number) => {
      const wanted = latest.current[index];
      const tracks = playable(latest.current);
      const at = tracks.findIndex(({ id }) => id === wanted?.track_id);
      if (at >= 0) playList(tracks, at);
    },
    [playList],
  );
}

const playable = (songs: Song[]): PlayerTrack[] =>
  songs.flatMap((song) => (song.track_id == null ? [] : [playerTrackOf(song, song.track_id)]));

const playerTrackOf = (song: Song, id: number): PlayerTrack => ({
  id,
  title: song.title,
  artist: song.artist ?? null,
  artistId: null,
  album: song.album ?? null,
  albumId: null,
  coverUrl: song.cover_url ?? null,
  durationMs: song.duration_ms,
  previewUrl: `/api/v1/music/tracks/${id}/preview`,
  price: null,
});

function NothingYet() {
  return (
    <EmptyState
      title="Your library is waiting for its first song"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <LinkButton look="primary" to="/albums?sort=popularity">
            See top sellers
          </LinkButton>
          <LinkButton to="/genres">Browse genres</LinkButton>
        </div>
      }
    >
      <p>
        Whatever you buy appears here at once: to play in full, to sort, and to download again.
        Press a price anywhere in the shop to begin.
      </p>
    </EmptyState>
  );
}

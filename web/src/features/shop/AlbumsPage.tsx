import { useAlbumPagesInfiniteQuery } from '@/api/pages';
import { usePageTitle } from '@/lib/page';
import { idFrom, oneOf, useQueryState } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Select';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { AlbumCard } from './cards';
import { GenreSelect } from './GenreSelect';
import { ListHead } from './ListHead';
import { MoreOnScroll } from './MoreOnScroll';

const sorts = ['popularity', 'newest', 'title', '-title', 'artist', 'price', '-price'] as const;
const sortNames: Record<(typeof sorts)[number], string> = {
  popularity: 'Best selling',
  newest: 'Newest',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  artist: 'Artist',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
};
const kinds = ['', 'audio', 'video'] as const;

export default function AlbumsPage() {
  usePageTitle('Albums');
  const { params, set } = useQueryState();
  const sort = oneOf(params.get('sort'), sorts);
  const genreId = idFrom(params.get('genre'));
  const kind = oneOf(params.get('kind'), kinds);
  const list = useAlbumPagesInfiniteQuery({ sort, genreId, kind: kind || undefined });
  const albums = list.currentData?.pages.flatMap((page) => page.items);

  return (
    <div className="page">
      <ListHead title="Albums">
        <GenreSelect value={genreId} onChange={(genre) => set({ genre })} />
        <Select label="Kind" value={kind} onChange={(value) => set({ kind: value })}>
          <option value="">Music and video</option>
          <option value="audio">Music</option>
          <option value="video">Video</option>
        </Select>
        <Select label="Sort by" value={sort} onChange={(value) => set({ sort: value })}>
          {sorts.map((value) => (
            <option key={value} value={value}>
              {sortNames[value]}
            </option>
          ))}
        </Select>
      </ListHead>
      {list.error && !albums ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !albums ? (
        <>
          <Loading what="albums" />
          <CoverGridSkeleton count={24} />
        </>
      ) : albums.length === 0 ? (
        <EmptyState
          title="No such albums"
          action={
            <Button look="primary" onClick={() => set({ genre: null, kind: null })}>
              Show all albums
            </Button>
          }
        >
          Nothing in the shop fits these filters.
        </EmptyState>
      ) : (
        <>
          <h2 className="sr-only">Albums in this list</h2>
          <div className="cover-grid">
            {albums.map((album, index) => (
              <AlbumCard key={album.id} album={album} eager={index < 6} />
            ))}
          </div>
          <MoreOnScroll
            more={list.hasNextPage}
            busy={list.isFetchingNextPage}
            load={() => void list.fetchNextPage()}
          />
        </>
      )}
    </div>
  );
}

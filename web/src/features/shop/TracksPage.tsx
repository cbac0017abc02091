import { useListGenresQuery, useListMediaTypesQuery } from '@/api/generated';
import { useTrackPagesInfiniteQuery } from '@/api/pages';
import { usePageTitle } from '@/lib/page';
import { idFrom, oneOf, useQueryState } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Select';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { GenreSelect } from './GenreSelect';
import { ListHead } from './ListHead';
import { TrackTable } from './TrackTable';

const sorts = [
  'popularity',
  'name',
  '-name',
  'artist',
  'album',
  'duration',
  '-duration',
  'price',
  '-price',
] as const;
const sortNames: Record<(typeof sorts)[number], string> = {
  popularity: 'Best selling',
  name: 'Title, A to Z',
  '-name': 'Title, Z to A',
  artist: 'Artist',
  album: 'Album',
  duration: 'Shortest first',
  '-duration': 'Longest first',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
};

export default function TracksPage() {
  usePageTitle('Tracks');
  const { params, set } = useQueryState();
  const sort = oneOf(params.get('sort'), sorts);
  const genreId = idFrom(params.get('genre'));
  const mediaTypeId = idFrom(params.get('media'));
  const list = useTrackPagesInfiniteQuery({ sort, genreId, mediaTypeId });
  const tracks = list.currentData?.pages.flatMap((page) => page.items);
  const { data: media } = useListMediaTypesQuery();
  const total = useTotal(genreId, mediaTypeId);

  return (
    <div className="page">
      <ListHead
        title="Tracks"
        about={total ? `${total.toLocaleString('en-US')} to listen to` : undefined}
      >
        <GenreSelect value={genreId} onChange={(genre) => set({ genre })} />
        <Select
          label="Format"
          value={String(mediaTypeId ?? '')}
          onChange={(value) => set({ media: value })}
        >
          <option value="">All formats</option>
          {media?.items.map((type) => (
            <option key={type.id} value={type.id}>
              {type.name}
            </option>
          ))}
        </Select>
        <Select label="Sort by" value={sort} onChange={(value) => set({ sort: value })}>
          {sorts.map((value) => (
            <option key={value} value={value}>
              {sortNames[value]}
            </option>
          ))}
        </Select>
      </ListHead>
      {list.error && !tracks ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !tracks ? (
        <>
          <Loading what="tracks" />
          <RowsSkeleton count={14} />
        </>
      ) : tracks.length === 0 ? (
        <EmptyState
          title="No such tracks"
          action={
            <Button look="primary" onClick={() => set({ genre: null, media: null })}>
              Show all tracks
            </Button>
          }
        >
          Nothing in the shop fits these filters.
        </EmptyState>
      ) : (
        <TrackTable
          key={`${sort} ${genreId} ${mediaTypeId}`}
          label="Tracks"
          tracks={tracks}
          total={total}
          hasMore={list.hasNextPage}
          loadMore={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          sorting={{ value: sort, onSort: (value) => set({ sort: value }) }}
        />
      )}
    </div>
  );
}

/** The length of the list, where one of the counts the shop keeps says it. */
function useTotal(
  genreId: number | undefined,
  mediaTypeId: number | undefined,
): number | undefined {
  const { data: genres } = useListGenresQuery();
  const { data: media } = useListMediaTypesQuery();
  if (genreId && mediaTypeId) return undefined;
  if (genreId) return genres?.items.find((genre) => genre.id === genreId)?.track_count;
  if (mediaTypeId) return media?.items.find((type) => type.id === mediaTypeId)?.track_count;
  return media?.items.reduce((sum, type) => sum + type.track_count, 0);
}

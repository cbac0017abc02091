import { useArtistPagesInfiniteQuery } from '@/api/pages';
import { cx } from '@/lib/cx';
import { usePageTitle } from '@/lib/page';
import { idFrom, oneOf, useQueryState } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Select';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { ArtistCard } from './cards';
import { GenreSelect } from './GenreSelect';
import { ListHead } from './ListHead';
import { MoreOnScroll } from './MoreOnScroll';

const sorts = ['popularity', 'name', '-name'] as const;
/** "#" is what begins with no letter. */
const letters = [...'#ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

export default function ArtistsPage() {
  usePageTitle('Artists');
  const { params, set } = useQueryState();
  const letter = letters.find((one) => one === params.get('letter'));
  const sort = oneOf(params.get('sort') ?? (letter ? 'name' : null), sorts);
  const genreId = idFrom(params.get('genre'));
  const list = useArtistPagesInfiniteQuery({ sort, genreId, startsWith: letter });
  const artists = list.currentData?.pages.flatMap((page) => page.items);

  return (
    <div className="page">
      <ListHead title="Artists">
        <GenreSelect value={genreId} onChange={(genre) => set({ genre })} />
        <Select label="Sort by" value={sort} onChange={(value) => set({ sort: value })}>
          <option value="popularity">Best selling</option>
          <option value="name">Name, A to Z</option>
          <option value="-name">Name, Z to A</option>
        </Select>
      </ListHead>
      <div role="group" aria-label="First letter" className="mb-6 flex flex-wrap gap-1">
        {[undefined, ...letters].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={one === letter}
            aria-label={one === '#' ? '#, digits and signs' : undefined}
            onClick={() => set({ letter: one })}
            className={cx(
              'min-h-8 min-w-8 rounded-full px-2 text-sm font-semibold',
              one === letter ? 'bg-ink text-paper' : 'text-ink-2 hover:bg-sunken hover:text-ink',
            )}
          >
            {one ?? 'All'}
          </button>
        ))}
      </div>
      {list.error && !artists ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !artists ? (
        <>
          <Loading what="artists" />
          <CoverGridSkeleton count={24} />
        </>
      ) : artists.length === 0 ? (
        <EmptyState
          title="No such artists"
          action={
            <Button look="primary" onClick={() => set({ genre: null, letter: null })}>
              Show all artists
            </Button>
          }
        >
          Nobody in the shop fits these filters.
        </EmptyState>
      ) : (
        <>
          <h2 className="sr-only">Artists in this list</h2>
          <div className="cover-grid">
            {artists.map((artist) => (
              <ArtistCard key={artist.id} artist={artist} />
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

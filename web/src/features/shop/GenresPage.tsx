import { useListGenresQuery } from '@/api/generated';
import { usePageTitle } from '@/lib/page';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { GenreCard } from './cards';
import { ListHead } from './ListHead';

const grid = 'grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5';

export default function GenresPage() {
  usePageTitle('Genres');
  const { data, error, refetch } = useListGenresQuery();
  return (
    <div className="page">
      <ListHead title="Genres" about="From opera to heavy metal: pick a shelf and dig." />
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <div className={grid}>
          {data ? (
            data.items.map((genre) => <GenreCard key={genre.id} genre={genre} />)
          ) : (
            <>
              <Loading what="genres" />
              {Array.from({ length: 20 }, (_, index) => (
                <Skeleton key={index} className="aspect-[4/3] rounded-xl" />
              ))}
            </>
          )}
        </div>
      )}
    </div>
  );
}

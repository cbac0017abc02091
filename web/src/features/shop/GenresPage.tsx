import { useListGenresQuery } from '@/api/generated';
import { usePageTitle } from '@/lib/page';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { GenreCard } from './cards';
import { ListHead } from './ListHead';

export default function GenresPage() {
  usePageTitle('Genres');
  const { data, error, refetch } = useListGenresQuery();
  return (
    <div className="page">
      <ListHead title="Genres" about="From opera to heavy metal: pick a shelf and dig." />
      <h2 className="sr-only">All genres</h2>
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <div className="cover-grid">
          {data ? (
            data.items.map((genre) => <GenreCard key={genre.id} genre={genre} />)
          ) : (
            <>
              <Loading what="genres" />
              {Array.from({ length: 20 }, (_, index) => (
                <Skeleton key={index} className="aspect-square rounded-lg" />
              ))}
            </>
          )}
        </div>
      )}
    </div>
  );
}

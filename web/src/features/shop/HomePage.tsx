import { useGetHomeQuery } from '@/api/generated';
import { plural } from '@/lib/format';
import { CoverGridSkeleton, Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { usePageTitle } from '@/lib/page';
import { AlbumCard, GenreCard, PlaylistCard } from './cards';
import { Hero, HeroSkeleton } from './Hero';
import { Section, Shelf } from './Section';
import { TrackList } from './TrackList';

export default function HomePage() {
  usePageTitle('Music to keep');
  const { data: home, error, refetch } = useGetHomeQuery();

  if (error && !home) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!home) return <HomeSkeleton />;
  return (
    <>
      <Hero albums={home.featured} />
      <Section
        title="New arrivals"
        more={{ to: '/albums?sort=newest', label: 'All new albums' }}
        className="mt-8"
      >
        <Shelf label="New arrivals">
          {home.new_arrivals.map((album) => (
            <AlbumCard key={album.id} album={album} />
          ))}
        </Shelf>
      </Section>
      <Section
        title="Top sellers"
        more={{ to: '/albums?sort=popularity', label: 'All top albums' }}
      >
        <Shelf label="Top sellers">
          {home.top_albums.map((album) => (
            <AlbumCard key={album.id} album={album} />
          ))}
        </Shelf>
      </Section>
      <Section title="Top tracks" more={{ to: '/tracks?sort=popularity', label: 'All tracks' }}>
        <TrackList
          tracks={home.top_tracks}
          label="Top tracks"
          numbers="rank"
          cover
          subtitle="artist"
          columns
        />
      </Section>
      <Section
        title="Genres"
        more={{ to: '/genres', label: `All ${plural(home.genres.length, 'genre')}` }}
      >
        <div className="cover-grid">
          {home.genres.slice(0, 12).map((genre) => (
            <GenreCard key={genre.id} genre={genre} />
          ))}
        </div>
      </Section>
      <Section title="Playlists from the shop" more={{ to: '/playlists', label: 'All playlists' }}>
        <Shelf label="Playlists from the shop">
          {home.playlists.map((playlist) => (
            <PlaylistCard key={playlist.id} playlist={playlist} />
          ))}
        </Shelf>
      </Section>
    </>
  );
}

function HomeSkeleton() {
  return (
    <>
      <Loading what="the shop" />
      <HeroSkeleton />
      <div className="page mt-8">
        <Skeleton className="mb-6 h-7 w-44" />
        <CoverGridSkeleton shelf count={7} />
        <Skeleton className="mt-14 mb-6 h-7 w-44" />
        <RowsSkeleton count={6} />
      </div>
    </>
  );
}

import { useParams } from 'react-router';
import { useGetGenreQuery } from '@/api/generated';
import { isNotFound } from '@/api/problem';
import { usePlay } from '@/features/player/usePlay';
import { plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { PlayIcon } from '@/ui/icons';
import { CoverGridSkeleton, Loading, Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { AlbumCard, ArtistCard } from './cards';
import { Ambient } from './Ambient';
import { Missing } from './Missing';
import { Section, Shelf } from './Section';
import { TrackList } from './TrackList';

export default function GenrePage() {
  const id = idFrom(useParams().id);
  const { currentData: genre, error, refetch } = useGetGenreQuery({ id: id ?? 0 }, { skip: !id });
  const { playList } = usePlay();
  usePageTitle(genre?.name);

  if (!id || isNotFound(error)) return <Missing what="genre" to="/genres" />;
  if (error && !genre) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!genre) {
    return (
      <div className="page py-12">
        <Loading what="the genre" />
        <Skeleton className="mb-10 h-12 w-64 max-w-full" />
        <CoverGridSkeleton />
      </div>
    );
  }
  const all = { to: `/albums?genre=${genre.id}`, label: 'All albums' };
  return (
    <>
      <div className="relative isolate">
        <Ambient src={genre.cover_url} />
        <header className="page py-12 lg:py-16">
          <h1 className="text-5xl font-extrabold">{genre.name}</h1>
          <p className="mt-2 text-lg text-ink-2">
            {plural(genre.album_count, 'album')}, {plural(genre.track_count, 'track')}
          </p>
          {genre.top_tracks.length > 0 && (
            <Button
              look="primary"
              size="large"
              className="mt-6"
              onClick={() => playList(genre.top_tracks)}
            >
              <PlayIcon /> Play top tracks
            </Button>
          )}
        </header>
      </div>
      {genre.top_albums.length > 0 && (
        <Section title="Top sellers" more={all} className="mt-4">
          <Shelf label="Top sellers">
            {genre.top_albums.map((album) => (
              <AlbumCard key={album.id} album={album} />
            ))}
          </Shelf>
        </Section>
      )}
      {genre.top_tracks.length > 0 && (
        <Section title="Top tracks" more={{ to: `/tracks?genre=${genre.id}`, label: 'All tracks' }}>
          <TrackList
            tracks={genre.top_tracks}
            label="Top tracks"
            numbers="rank"
            cover
            subtitle="artist"
            columns
          />
        </Section>
      )}
      {genre.new_albums.length > 0 && (
        <Section title="New in this genre" more={{ ...all, to: `${all.to}&sort=newest` }}>
          <Shelf label="New in this genre">
            {genre.new_albums.map((album) => (
              <AlbumCard key={album.id} album={album} />
            ))}
          </Shelf>
        </Section>
      )}
      {genre.top_artists.length > 0 && (
        <Section title="Artists" more={{ to: `/artists?genre=${genre.id}`, label: 'All artists' }}>
          <Shelf label="Artists">
            {genre.top_artists.map((artist) => (
              <ArtistCard key={artist.id} artist={artist} />
            ))}
          </Shelf>
        </Section>
      )}
    </>
  );
}

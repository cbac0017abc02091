import { Link, useParams } from 'react-router';
import { useGetArtistQuery, type ArtistDetail } from '@/api/generated';
import { isNotFound } from '@/api/problem';
import { usePlay } from '@/features/player/usePlay';
import { plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlayIcon } from '@/ui/icons';
import { CoverGridSkeleton, Loading, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { AlbumCard, ArtistCard } from './cards';
import { Ambient } from './Ambient';
import { Missing } from './Missing';
import { Section, Shelf } from './Section';
import { TrackList } from './TrackList';

const frame =
  'page flex flex-col items-center gap-6 py-10 text-center sm:flex-row sm:gap-10 sm:text-left';

export default function ArtistPage() {
  const id = idFrom(useParams().id);
  const { currentData: artist, error, refetch } = useGetArtistQuery({ id: id ?? 0 }, { skip: !id });
  usePageTitle(artist?.name);

  if (!id || isNotFound(error)) return <Missing what="artist" to="/artists" />;
  if (error && !artist) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!artist) return <ArtistSkeleton />;
  const nothing =
    artist.albums.length === 0 && artist.appears_on.length === 0 && artist.top_tracks.length === 0;
  return (
    <>
      <Head artist={artist} />
      {nothing && (
        <EmptyState
          title="Nothing to buy yet"
          action={
            <LinkButton look="primary" to="/artists?sort=popularity">
              Popular artists
            </LinkButton>
          }
        >
          {artist.name} is known to the shop, but none of the albums are here so far.
        </EmptyState>
      )}
      {artist.albums.length > 0 && (
        <Section title="Albums" className="mt-6">
          <div className="cover-grid">
            {artist.albums.map((album) => (
              <AlbumCard key={album.id} album={album} hideArtist />
            ))}
          </div>
        </Section>
      )}
      {artist.top_tracks.length > 0 && (
        <Section title="Top tracks">
          <TrackList
            tracks={artist.top_tracks}
            label="Top tracks"
            numbers="rank"
            cover
            subtitle={null}
            columns
          />
        </Section>
      )}
      {artist.appears_on.length > 0 && (
        <Section title="Appears on">
          <Shelf label="Appears on">
            {artist.appears_on.map((album) => (
              <AlbumCard key={album.id} album={album} />
            ))}
          </Shelf>
        </Section>
      )}
      {artist.similar.length > 0 && (
        <Section title="Similar artists">
          <Shelf label="Similar artists">
            {artist.similar.map((other) => (
              <ArtistCard key={other.id} artist={other} />
            ))}
          </Shelf>
        </Section>
      )}
    </>
  );
}

function Head({ artist }: { artist: ArtistDetail }) {
  const { playList } = usePlay();
  return (
    <div className="relative isolate">
      <Ambient src={artist.image_url} />
      <header className={frame}>
        <Cover src={artist.image_url} round eager className="w-44! shadow-high sm:w-56!" />
        <div className="min-w-0">
          <h1 className="text-4xl font-extrabold sm:text-5xl">{artist.name}</h1>
          <p className="mt-2 text-ink-2">
            {artist.album_count > 0
              ? `${plural(artist.album_count, 'album')}, ${plural(artist.track_count, 'track')}`
              : 'No albums yet'}
          </p>
          {artist.genres.length > 0 && (
            <ul
              aria-label="Genres"
              className="mt-3 flex flex-wrap justify-center gap-2 sm:justify-start"
            >
              {artist.genres.map((genre) => (
                <li key={genre.id}>
                  <Link
                    to={`/genres/${genre.id}`}
                    className="block rounded-full border border-line-strong px-3 py-1 text-xs font-semibold hover:border-ink hover:bg-sunken"
                  >
                    {genre.name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          {artist.top_tracks.length > 0 && (
            <Button
              look="primary"
              size="large"
              className="mt-5"
              onClick={() => playList(artist.top_tracks)}
            >
              <PlayIcon /> Play top tracks
            </Button>
          )}
        </div>
      </header>
    </div>
  );
}

function ArtistSkeleton() {
  return (
    <>
      <Loading what="the artist" />
      <div className={frame}>
        <Skeleton className="size-44 rounded-full sm:size-56" />
        <div className="w-full max-w-sm">
          <Skeleton className="h-12 w-full" />
          <Skeleton className="mt-3 h-5 w-40" />
          <Skeleton className="mt-6 h-12 w-44 rounded-full" />
        </div>
      </div>
      <div className="page mt-6">
        <Skeleton className="mb-6 h-7 w-32" />
        <CoverGridSkeleton count={6} />
      </div>
    </>
  );
}

import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { Link, useLocation, useParams } from 'react-router';
import { useGetAlbumQuery, type AlbumDetail } from '@/api/generated';
import { isNotFound } from '@/api/problem';
import { selectIsCustomer } from '@/api/session';
import { BuyButton } from '@/features/cart/BuyButton';
import { useIsOwned } from '@/features/library/useOwned';
import {
  paused,
  played,
  selectCurrentTrack,
  selectIsPlaying,
  type PlayerState,
} from '@/features/player/playerSlice';
import { usePlay } from '@/features/player/usePlay';
import { AddToPlaylist } from '@/features/playlists/AddToPlaylist';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDate, formatLength, formatMoney, plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { idFrom } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { MoreIcon, PauseIcon, PlayIcon, PlayNextIcon, QueueIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import { AlbumCard } from './cards';
import { Ambient } from './Ambient';
import { Missing } from './Missing';
import { Section, Shelf } from './Section';
import { TrackList } from './TrackList';

const frame =
  'page grid grid-cols-1 gap-8 pt-8 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)] md:gap-12 lg:pt-12';

export default function AlbumPage() {
  const id = idFrom(useParams().id);
  const { currentData: album, error, refetch } = useGetAlbumQuery({ id: id ?? 0 }, { skip: !id });
  usePageTitle(album ? `${album.title} by ${album.artist.name}` : undefined);
  useShownTrack(album);

  if (!id || isNotFound(error)) return <Missing what="album" to="/albums" />;
  if (error && !album) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!album) return <AlbumSkeleton />;
  return (
    <div className="relative isolate">
      <div className="absolute inset-x-0 top-0 -z-10 h-96">
        <Ambient src={album.cover_url} />
      </div>
      <div className={frame}>
        <div className="mx-auto w-full max-w-72 md:max-w-none">
          <Cover
            src={album.cover_url}
            alt={`Cover of ${album.title}`}
            eager
            className="shadow-high md:sticky md:top-24"
          />
        </div>
        <div className="min-w-0">
          <Head album={album} />
          <TrackList
            tracks={album.tracks}
            label={`Tracks of ${album.title}`}
            numbers="position"
            subtitle="composer"
          />
        </div>
      </div>
      {album.more_by_artist.length > 0 && (
        <Section
          title={`More by ${album.artist.name}`}
          more={{ to: `/artists/${album.artist.id}`, label: 'The artist' }}
        >
          <Shelf label={`More by ${album.artist.name}`}>
            {album.more_by_artist.map((other) => (
              <AlbumCard key={other.id} album={other} hideArtist />
            ))}
          </Shelf>
        </Section>
      )}
      {album.similar.length > 0 && (
        <Section title="You may also like">
          <Shelf label="You may also like">
            {album.similar.map((other) => (
              <AlbumCard key={other.id} album={other} />
            ))}
          </Shelf>
        </Section>
      )}
    </div>
  );
}

/** A link to `#track-12` shows that row once it is there. */
function useShownTrack(album: AlbumDetail | undefined) {
  const { hash } = useLocation();
  useEffect(() => {
    if (album && hash.startsWith('#track-'))
      document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [album, hash]);
}

function Head({ album }: { album: AlbumDetail }) {
  const owned = useIsOwned('album', album.id);
  const saved = album.list_price.amount - album.price.amount;
  return (
    <header className="mb-6">
      <h1 className="text-3xl font-extrabold sm:text-4xl lg:text-5xl">{album.title}</h1>
      <p className="mt-2.5 text-lg">
        <Link
          to={`/artists/${album.artist.id}`}
          className="font-semibold text-accent hover:underline"
        >
          {album.artist.name}
        </Link>
      </p>
      <p className="mt-1 text-sm text-ink-2">
        {plural(album.track_count, 'track')} · {formatLength(album.duration_ms)} ·{' '}
        {album.kind === 'audio' ? 'Lossless FLAC' : 'With video'}
      </p>
      {album.genres.length > 0 && (
        <ul aria-label="Genres" className="mt-3 flex flex-wrap gap-2">
          {album.genres.map((genre) => (
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
      {album.release_at && (
        <p className="mt-4 flex flex-wrap items-center gap-2 text-sm">
          <Badge tone="accent">Pre-order</Badge>
          Comes out on {formatDate(album.release_at)}. Buy it now, and it is in your library on that
          day.
        </p>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-2 sm:gap-3">
        <BuyButton
          kind="album"
          id={album.id}
          title={album.title}
          price={album.price}
          regular={album.regular_price}
          release={album.release_at}
          size="large"
          wide
        />
        <Listen album={album} owned={owned} />
      </div>
      {!owned && album.discount_percent > 0 && saved > 0 && (
        <p className="mt-3 flex flex-wrap items-center gap-2 text-sm text-ink-2">
          <Badge tone="good">{album.discount_percent}% less</Badge>
          <span>
            than its tracks one by one, <s>{formatMoney(album.list_price)}</s>
          </span>
        </p>
      )}
    </header>
  );
}

function Listen({ album, owned }: { album: AlbumDetail; owned: boolean }) {
  const dispatch = useAppDispatch();
  const { playList, playNext, addToEnd } = usePlay();
  const isCustomer = useSelector(selectIsCustomer);
  const [adding, setAdding] = useState(false);
  const current = useSelector(
    (state: { player: PlayerState }) => selectCurrentTrack(state)?.albumId === album.id,
  );
  const playing = useSelector(
    (state: { player: PlayerState }) => current && selectIsPlaying(state),
  );
  const toggle = () => {
    if (current) dispatch(playing ? paused() : played());
    else playList(album.tracks);
  };
  if (!album.tracks.length) return null;
  return (
    <>
      <Button size="large" onClick={toggle}>
        {playing ? <PauseIcon /> : <PlayIcon />}
        {playing ? 'Pause' : owned ? 'Play' : 'Play previews'}
      </Button>
      <Menu
        label={`More for ${album.title}`}
        trigger={<MoreIcon />}
        className="size-12!"
        items={[
          {
            label: 'Play next',
            icon: <PlayNextIcon size={18} />,
            onSelect: () => playNext(album.tracks),
          },
          {
            label: 'Add to the end of the queue',
            icon: <QueueIcon size={18} />,
            onSelect: () => addToEnd(album.tracks),
          },
          ...(isCustomer ? [{ label: 'Add to a playlist…', onSelect: () => setAdding(true) }] : []),
        ]}
      />
      {adding && (
        <AddToPlaylist
          what={{ tracks: album.tracks.map(({ id }) => id) }}
          label={`“${album.title}”`}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function AlbumSkeleton() {
  return (
    <div className={frame}>
      <Loading what="the album" />
      <Skeleton className="mx-auto aspect-square w-full max-w-72 rounded-lg md:max-w-none" />
      <div>
        <Skeleton className="h-11 w-4/5" />
        <Skeleton className="mt-3 h-6 w-40" />
        <Skeleton className="mt-8 mb-6 h-12 w-72 max-w-full rounded-full" />
        <RowsSkeleton />
      </div>
    </div>
  );
}

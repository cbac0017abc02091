import { Link } from 'react-router';
import {
  generatedApi,
  type AlbumSummary,
  type ArtistSummary,
  type Genre,
  type HighlightPart,
  type PlaylistSummary,
} from '@/api/generated';
import { BuyButton } from '@/features/cart/BuyButton';
import { PlayButton } from '@/features/player/PlayButton';
import { cx } from '@/lib/cx';
import { formatLength, plural } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { VideoIcon } from '@/ui/icons';
import { Highlight } from './Highlight';
import { useAlbumPlay } from './useAlbumPlay';

/** An album on the shelf: its cover first, then its name, its maker and its price. */
export function AlbumCard({
  album,
  eager,
  hideArtist,
  highlight,
}: {
  album: AlbumSummary;
  eager?: boolean;
  hideArtist?: boolean;
  highlight?: HighlightPart[];
}) {
  const { playing, toggle } = useAlbumPlay(album);
  const prefetch = generatedApi.usePrefetch('getAlbum');
  return (
    <article
      className="group flex min-w-0 flex-col"
      onPointerEnter={() => prefetch({ id: album.id }, { ifOlderThan: 300 })}
    >
      <div className="relative">
        <Link
          to={`/albums/${album.id}`}
          tabIndex={-1}
          aria-hidden="true"
          className="block overflow-hidden rounded-lg shadow-lift transition-transform duration-300 ease-out-soft group-hover:-translate-y-1"
        >
          <Cover src={album.cover_url} eager={eager} />
        </Link>
        <PlayButton
          playing={playing}
          what={album.title}
          onClick={toggle}
          className={cx(
            'absolute right-2 bottom-2 shadow-high transition-[opacity,translate] duration-200 group-hover:-translate-y-1',
            !playing &&
              'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
          )}
        />
        {album.kind !== 'audio' && (
          <span className="absolute top-2 left-2 flex items-center gap-1 rounded-full bg-surface px-2 py-0.5 text-xs font-semibold">
            <VideoIcon size={14} /> {album.kind === 'video' ? 'Video' : 'Music and video'}
          </span>
        )}
      </div>
      <h3 className="mt-2.5 font-sans text-sm leading-6 font-semibold tracking-normal">
        <Link to={`/albums/${album.id}`} className="line-clamp-2 hover:underline">
          {highlight ? <Highlight parts={highlight} /> : album.title}
        </Link>
      </h3>
      {!hideArtist && (
        <Link
          to={`/artists/${album.artist.id}`}
          className="truncate text-sm leading-6 text-ink-2 hover:text-ink hover:underline"
        >
          {album.artist.name}
        </Link>
      )}
      <div className="mt-auto flex items-center gap-2 pt-2.5">
        <BuyButton
          kind="album"
          id={album.id}
          title={album.title}
          price={album.price}
          regular={album.regular_price}
          release={album.release_at}
        />
        <span className="text-xs text-ink-3">{plural(album.track_count, 'track')}</span>
      </div>
    </article>
  );
}

export function ArtistCard({
  artist,
  highlight,
}: {
  artist: ArtistSummary;
  highlight?: HighlightPart[];
}) {
  return (
    <article className="group min-w-0 text-center">
      <Link to={`/artists/${artist.id}`} className="block rounded-lg">
        <span className="block overflow-hidden rounded-full shadow-lift transition-transform duration-300 ease-out-soft group-hover:-translate-y-1">
          <Cover src={artist.image_url} round />
        </span>
        <h3 className="mt-3 line-clamp-2 font-sans text-sm font-semibold tracking-normal group-hover:underline">
          {highlight ? <Highlight parts={highlight} /> : artist.name}
        </h3>
      </Link>
      <p className="mt-0.5 text-xs text-ink-3">
        {artist.album_count ? plural(artist.album_count, 'album') : 'No albums yet'}
      </p>
    </article>
  );
}

export function GenreCard({ genre }: { genre: Genre }) {
  return (
    <article className="group min-w-0">
      <Link to={`/genres/${genre.id}`} className="block rounded-lg">
        <span className="block overflow-hidden rounded-lg shadow-lift transition-transform duration-300 ease-out-soft group-hover:-translate-y-1">
          <Cover src={genre.cover_url} />
        </span>
        <h3 className="mt-3 line-clamp-2 font-sans text-sm font-semibold tracking-normal group-hover:underline">
          {genre.name}
        </h3>
      </Link>
      <p className="mt-0.5 text-xs text-ink-3">{plural(genre.track_count, 'track')}</p>
    </article>
  );
}

export function PlaylistCard({ playlist }: { playlist: PlaylistSummary }) {
  return (
    <article className="group min-w-0">
      <Link to={`/playlists/${playlist.id}`} className="block rounded-lg">
        <span className="block overflow-hidden rounded-lg shadow-lift transition-transform duration-300 ease-out-soft group-hover:-translate-y-1">
          <Cover src={playlist.cover_url} />
        </span>
        <h3 className="mt-3 line-clamp-2 font-sans text-sm font-semibold tracking-normal group-hover:underline">
          {playlist.name}
        </h3>
      </Link>
      <p className="mt-0.5 text-xs text-ink-3">
        {plural(playlist.track_count, 'track')}
        {playlist.track_count > 0 && ` · ${formatLength(playlist.duration_ms)}`}
      </p>
    </article>
  );
}

import { useState } from 'react';
import { Link } from 'react-router';
import type { AlbumSummary } from '@/api/generated';
import { BuyButton } from '@/features/cart/BuyButton';
import { cx } from '@/lib/cx';
import { formatLength, plural } from '@/lib/format';
import { buttonClass } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PauseIcon, PlayIcon } from '@/ui/icons';
import { Skeleton } from '@/ui/Skeleton';
import { Ambient } from './Ambient';
import { useAlbumPlay } from './useAlbumPlay';

const frame =
  'page grid grid-cols-1 items-center gap-8 py-8 md:min-h-[32rem] md:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] md:gap-14 md:py-12';

/** What the shop is, and five albums to begin with. The visitor turns them; nothing moves by itself. */
export function Hero({ albums }: { albums: AlbumSummary[] }) {
  const [at, setAt] = useState(0);
  const album = albums[at] ?? albums[0];
  return (
    <section aria-label="Featured albums" className="relative isolate">
      {album && <Ambient src={album.cover_url} />}
      <div className={frame}>
        <div className="flex min-w-0 flex-col items-start">
          <h1 className="text-4xl font-extrabold sm:text-5xl lg:text-6xl">Music to keep.</h1>
          <p className="mt-3 max-w-prose text-lg text-ink-2">
            Listen first, buy once, and it is yours: lossless files, without copy protection, for
            ever.
          </p>
          {album && <Featured key={album.id} album={album} />}
          {albums.length > 1 && (
            <ul className="mt-7 flex gap-2.5" aria-label="Choose a featured album">
              {albums.map((other, index) => (
                <li key={other.id}>
                  <button
                    type="button"
                    aria-label={`Show ${other.title} by ${other.artist.name}`}
                    aria-pressed={index === at}
                    onClick={() => setAt(index)}
                    className={cx(
                      'block overflow-hidden rounded-md transition-opacity',
                      index === at
                        ? 'outline-2 outline-offset-2 outline-accent'
                        : 'opacity-70 hover:opacity-100 focus-visible:opacity-100',
                    )}
                  >
                    <Cover src={other.cover_url} size={52} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        {album && (
          <Link
            to={`/albums/${album.id}`}
            aria-label={`${album.title} by ${album.artist.name}`}
            className="order-first mx-auto block w-full max-w-56 rounded-xl md:order-none md:max-w-none"
          >
            <Cover
              key={album.id}
              src={album.cover_url}
              eager
              className="animate-rise shadow-high"
            />
          </Link>
        )}
      </div>
    </section>
  );
}

function Featured({ album }: { album: AlbumSummary }) {
  const { playing, toggle } = useAlbumPlay(album);
  return (
    <div className="mt-7 w-full animate-rise">
      <h2 className="text-2xl font-bold sm:text-3xl">
        <Link to={`/albums/${album.id}`} className="hover:underline">
          {album.title}
        </Link>
      </h2>
      <p className="mt-1.5 text-ink-2">
        <Link to={`/artists/${album.artist.id}`} className="font-semibold text-ink hover:underline">
          {album.artist.name}
        </Link>
        {' · '}
        {album.genre && `${album.genre.name} · `}
        {plural(album.track_count, 'track')}, {formatLength(album.duration_ms)}
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
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
        <button type="button" onClick={toggle} className={buttonClass('secondary', 'large')}>
          {playing ? <PauseIcon /> : <PlayIcon />}
          {playing ? 'Pause' : 'Listen'}
          <span className="sr-only"> {album.title}</span>
        </button>
      </div>
    </div>
  );
}

export function HeroSkeleton() {
  return (
    <div className={frame}>
      <div>
        <h1 className="text-4xl font-extrabold sm:text-5xl lg:text-6xl">Music to keep.</h1>
        <p className="mt-3 max-w-prose text-lg text-ink-2">
          Listen first, buy once, and it is yours: lossless files, without copy protection, for
          ever.
        </p>
        <Skeleton className="mt-7 h-8 w-72 max-w-full" />
        <Skeleton className="mt-3 h-5 w-56 max-w-full" />
        <Skeleton className="mt-6 h-12 w-64 max-w-full rounded-full" />
        <Skeleton className="mt-7 h-13 w-72 max-w-full" />
      </div>
      <Skeleton className="order-first mx-auto aspect-square w-full max-w-56 rounded-lg md:order-none md:max-w-none" />
    </div>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSearchMusicQuery, type SearchResults } from '@/api/generated';
import { usePlay } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { plural } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { idFrom, oneOf, useQueryState } from '@/lib/useQueryState';
import { LinkButton } from '@/ui/Button';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { AlbumCard, ArtistCard } from './cards';
import { TrackRow } from './TrackRow';

const kinds = ['', 'artist', 'album', 'track'] as const;
const kindNames = { '': 'Everything', artist: 'Artists', album: 'Albums', track: 'Tracks' };
/** How much of each kind is shown together; one kind alone shows up to the limit. */
const together = { artist: 6, album: 12, track: 12 };
const limit = 100;

export default function SearchPage() {
  const { params, set } = useQueryState();
  const q = (params.get('q') ?? '').trim();
  const kind = oneOf(params.get('kind'), kinds);
  const genreId = idFrom(params.get('genre'));
  const search = useSearchMusicQuery({ q, kind: kind || undefined, genreId, limit }, { skip: !q });
  const results = search.data;
  usePageTitle(q ? `Search for “${q}”` : 'Search');

  if (!q) {
    return (
      <div className="page py-10">
        <h1 className="sr-only">Search</h1>
        <EmptyState
          title="What shall it be?"
          action={<LinkButton to="/genres">Browse by genre</LinkButton>}
        >
          Type a name, a title, or what you remember of it into the search field above.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="page py-8 lg:py-12">
      <h1 className="text-3xl font-extrabold sm:text-4xl">Results for “{q}”</h1>
      <p role="status" className="mt-2 text-ink-2">
        {results && (search.isFetching ? 'Searching…' : summary(results))}
      </p>
      {search.error && !results ? (
        <ErrorState error={search.error} retry={() => void search.refetch()} />
      ) : !results ? (
        <div className="mt-8">
          <Loading what="results" />
          <CoverGridSkeleton />
        </div>
      ) : (
        <div className="mt-6 grid grid-cols-1 gap-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
          <Facets results={results} kind={kind} genreId={genreId} set={set} />
          <Hits results={results} kind={kind} set={set} />
        </div>
      )}
    </div>
  );
}

function summary({ total, corrected }: SearchResults): string {
  if (corrected) return `${plural(total, 'result')} for “${corrected}”, the nearest we have.`;
  return total ? plural(total, 'result') : 'Nothing found.';
}

type Set = ReturnType<typeof useQueryState>['set'];

function Facets({
  results,
  kind,
  genreId,
  set,
}: {
  results: SearchResults;
  kind: (typeof kinds)[number];
  genreId: number | undefined;
  set: Set;
}) {
  const counts = Object.fromEntries(results.facets.kinds.map((facet) => [facet.kind, facet.count]));
  const all = results.facets.kinds.reduce((sum, facet) => sum + facet.count, 0);
  const genres = [...results.facets.genres].sort((a, b) => b.count - a.count);
  if (all === 0 && !genreId) return null;
  return (
    <div className="flex flex-col gap-6">
      <Choices title="Show">
        {kinds.map((value) => (
          <Choice
            key={value || 'all'}
            on={kind === value}
            count={value ? (counts[value] ?? 0) : all}
            onClick={() => set({ kind: value })}
          >
            {kindNames[value]}
          </Choice>
        ))}
      </Choices>
      {(genres.length > 0 || genreId) && (
        <Choices title="Genre">
          <Choice on={!genreId} onClick={() => set({ genre: null })}>
            All genres
          </Choice>
          {genres.map(({ genre, count }) => (
            <Choice
              key={genre.id}
              on={genreId === genre.id}
              count={count}
              onClick={() => set({ genre: genre.id })}
            >
              {genre.name}
            </Choice>
          ))}
        </Choices>
      )}
    </div>
  );
}

function Choices({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={title}>
      <h2 className="mb-2 font-sans text-sm font-bold tracking-normal">{title}</h2>
      <div className="flex flex-wrap gap-1.5 lg:flex-col lg:items-stretch lg:gap-0.5">
        {children}
      </div>
    </div>
  );
}

function Choice({
  on,
  count,
  onClick,
  children,
}: {
  on: boolean;
  count?: number;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cx(
        'flex min-h-9 items-center justify-between gap-2 rounded-full border px-3.5 text-left text-sm',
        on
          ? 'border-ink bg-ink font-semibold text-paper'
          : 'border-line hover:bg-sunken lg:border-transparent',
      )}
    >
      {children}
      {count !== undefined && (
        <span className={cx('text-xs tabular-nums', !on && 'text-ink-2')}>{count}</span>
      )}
    </button>
  );
}

function Hits({
  results,
  kind,
  set,
}: {
  results: SearchResults;
  kind: (typeof kinds)[number];
  set: Set;
}) {
  const { playList } = usePlay();
  const { artists, albums, tracks } = results;
  if (!artists.length && !albums.length && !tracks.length) {
    return (
      <EmptyState
        title="Nothing found"
        action={<LinkButton to="/albums">Browse all albums</LinkButton>}
      >
        Try fewer or other words. Accents, punctuation and small slips do not matter.
      </EmptyState>
    );
  }
  const part = <T,>(hits: T[], name: 'artist' | 'album' | 'track') =>
    kind === name ? hits : hits.slice(0, together[name]);
  const list = part(tracks, 'track');
  return (
    <div className="flex min-w-0 flex-col gap-12">
      {artists.length > 0 && (
        <Group
          title="Artists"
          all={!kind && artists.length > together.artist}
          onAll={() => set({ kind: 'artist' })}
        >
          <div className="cover-grid">
            {part(artists, 'artist').map(({ item, highlight }) => (
              <ArtistCard key={item.id} artist={item} highlight={highlight} />
            ))}
          </div>
        </Group>
      )}
      {albums.length > 0 && (
        <Group
          title="Albums"
          all={!kind && albums.length > together.album}
          onAll={() => set({ kind: 'album' })}
        >
          <div className="cover-grid">
            {part(albums, 'album').map(({ item, highlight }) => (
              <AlbumCard key={item.id} album={item} highlight={highlight} />
            ))}
          </div>
        </Group>
      )}
      {tracks.length > 0 && (
        <Group
          title="Tracks"
          all={!kind && tracks.length > together.track}
          onAll={() => set({ kind: 'track' })}
        >
          <ol aria-label="Tracks">
            {list.map(({ item, highlight }, index) => (
              <TrackRow
                key={item.id}
                track={item}
                highlight={highlight}
                cover
                subtitle="artist"
                onPlay={() =>
                  playList(
                    list.map((hit) => hit.item),
                    index,
                  )
                }
              />
            ))}
          </ol>
        </Group>
      )}
      {results.corrected && (
        <p className="text-sm text-ink-2">
          Looking for something else?{' '}
          <Link to="/tracks" className="font-semibold text-accent underline">
            All tracks
          </Link>
        </p>
      )}
    </div>
  );
}

function Group({
  title,
  all,
  onAll,
  children,
}: {
  title: string;
  all: boolean;
  onAll: () => void;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <div className="mb-4 flex items-end justify-between">
        <h2 className="text-2xl font-bold">{title}</h2>
        {all && (
          <button
            type="button"
            onClick={onAll}
            className="py-1 text-sm font-semibold text-accent hover:underline"
          >
            All {title.toLowerCase()}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { plural } from '@/lib/format';
import { useQueryState } from '@/lib/useQueryState';
import { useInView } from '@/lib/useInView';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Select } from '@/ui/Select';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { LibraryLayout } from './LibraryLayout';
import { ownCover, Sleeve } from './pieces';
import { SongSearch } from './SongSearch';
import type { Tiles } from './types';
import { badQuery } from './useLibraryView';

type List<T> = {
  currentData?: { pages: Tiles<T>[] };
  error?: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

/** A grid of the artists or of the albums in one's library, as far as one scrolls. */
export function TilesPage<T>({
  title,
  word,
  list,
  sorts,
  sort,
  renderTile,
}: {
  title: string;
  /** "artist": for counting. */
  word: string;
  list: List<T>;
  sorts: Record<string, string>;
  sort: string;
  renderTile: (tile: T) => ReactNode;
}) {
  const { params, set } = useQueryState();
  const q = params.get('q') ?? '';
  const tiles = list.currentData?.pages.flatMap((page) => page.items);
  const total = list.currentData?.pages[0]?.total ?? 0;
  const fault = badQuery(list.error);
  return (
    <LibraryLayout title={title} about={tiles ? plural(total, word) : <>&nbsp;</>}>
      <div className="flex flex-wrap items-start gap-3 pb-5">
        <div className="flex min-w-0 flex-[1_1_20rem]">
          <SongSearch value={q} onSearch={(next) => set({ q: next })} fault={fault} />
        </div>
        <Select label="Sort by" value={sort} onChange={(next) => set({ sort: next })}>
          {Object.entries(sorts).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {list.error && !tiles ? (
        !fault && <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : !tiles ? (
        <>
          <Loading what={title.toLowerCase()} />
          <CoverGridSkeleton count={18} />
        </>
      ) : tiles.length === 0 ? (
        <NoTiles word={word} sifted={q !== ''} onClear={() => set({ q: null })} />
      ) : (
        <>
          <h2 className="sr-only">{title} in your library</h2>
          <div className="cover-grid">{tiles.map(renderTile)}</div>
          <More list={list} />
        </>
      )}
    </LibraryLayout>
  );
}

function NoTiles({
  word,
  sifted,
  onClear,
}: {
  word: string;
  sifted: boolean;
  onClear: () => void;
}) {
  return sifted ? (
    <EmptyState
      title={`No ${word} fits`}
      action={
        <Button look="primary" onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      Nothing in your library matches it. Use fewer words.
    </EmptyState>
  ) : (
    <EmptyState
      title={`No ${word}s yet`}
      action={
        <LinkButton look="primary" to="/library">
          Fill your library
        </LinkButton>
      }
    >
      They appear here with your first songs: bought, added by hand or imported.
    </EmptyState>
  );
}

function More({ list }: { list: List<unknown> }) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const foot = useInView(() => void fetchNextPage(), hasNextPage && !isFetchingNextPage);
  if (!hasNextPage) return null;
  return (
    <div ref={foot} className="flex justify-center py-10">
      <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        Show more
      </Button>
    </div>
  );
}

/** A cover with its name; leads to its songs. */
export function Tile({
  to,
  cover,
  name,
  lines,
  round,
}: {
  to: string;
  cover: string | null;
  name: string;
  lines: (string | null)[];
  round?: boolean;
}) {
  const src = ownCover(cover);
  return (
    <article className="min-w-0 [contain-intrinsic-size:auto_15rem] [content-visibility:auto]">
      <Link to={to} className="block rounded-lg">
        {src ? <Cover src={src} round={round} /> : <Sleeve name={name} round={round} />}
        <h3 className="mt-3 line-clamp-2 font-sans text-sm font-semibold tracking-normal hover:underline">
          {name}
        </h3>
      </Link>
      {lines.filter(Boolean).map((line) => (
        <p key={line} className="truncate text-xs text-ink-2">
          {line}
        </p>
      ))}
    </article>
  );
}

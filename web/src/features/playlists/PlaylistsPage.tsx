import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import { plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { MoreIcon, PlusIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { aboutPlaylist, folderNames } from './aboutPlaylist';
import { Covers } from './Covers';
import { SparkIcon } from './icons';
import { inputClass } from './inputs';
import { PlaylistDialogs } from './PlaylistDialogs';
import { useMyPlaylistsQuery } from './playlistsApi';
import type { Playlist } from './types';
import { usePlaylistActions } from './usePlaylistActions';

const DetailsDialog = lazy(() => import('./DetailsDialog'));
/** From so many on, a field to find one by name is worth its place. */
const manyPlaylists = 12;

export default function PlaylistsPage() {
  const [making, setMaking] = useState(false);
  const navigate = useNavigate();
  return (
    <LibraryLayout
      title="Playlists"
      actions={
        <>
          <LinkButton to="/library/playlists/smart">
            <SparkIcon size={18} /> New smart playlist
          </LinkButton>
          <Button look="primary" onClick={() => setMaking(true)}>
            <PlusIcon size={18} /> New playlist
          </Button>
        </>
      }
    >
      <Playlists />
      {making && (
        <Suspense fallback={null}>
          <DetailsDialog
            playlist={null}
            onClose={() => setMaking(false)}
            onSaved={({ id }) => void navigate(`/library/playlists/${id}`)}
          />
        </Suspense>
      )}
    </LibraryLayout>
  );
}

function Playlists() {
  const { data, error, refetch } = useMyPlaylistsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [wanted, setWanted] = useState('');
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <Loading what="your playlists" />
        <CoverGridSkeleton count={6} />
      </>
    );
  }
  if (data.items.length === 0) return <NothingYet />;
  const found = data.items.filter(({ name, folder }) =>
    `${name} ${folder ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <div className="flex flex-col gap-8">
      {data.items.length >= manyPlaylists && (
        <label className="flex max-w-md flex-col gap-1.5 text-sm font-semibold">
          Find a playlist
          <input
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className={inputClass}
          />
        </label>
      )}
      {found.length === 0 && <p role="status">No playlist has “{wanted}” in its name.</p>}
      <Folders {...inFolders(found)} />
    </div>
  );
}

type Shelf = { playlists: Playlist[]; folders: Map<string, Shelf> };

/** Playlists in their folders, and folders in others: "Moods/Calm" is Calm within Moods. */
function inFolders(playlists: readonly Playlist[]): Shelf {
  const top: Shelf = { playlists: [], folders: new Map() };
  for (const playlist of playlists.toSorted((a, b) => a.name.localeCompare(b.name))) {
    let shelf = top;
    for (const name of folderNames(playlist.folder)) {
      const inner = shelf.folders.get(name) ?? { playlists: [], folders: new Map() };
      shelf.folders.set(name, inner);
      shelf = inner;
    }
    shelf.playlists.push(playlist);
  }
  return top;
}

const countOf = ({ playlists, folders }: Shelf): number =>
  [...folders.values()].reduce((sum, shelf) => sum + countOf(shelf), playlists.length);

/** Playlists without a folder first, then folder by folder, each A to Z. */
function Folders({ playlists, folders, within = [] }: Shelf & { within?: string[] }) {
  const sorted = [...folders].toSorted(([a], [b]) => a.localeCompare(b));
  const outermost = within.length === 0;
  return (
    <>
      {playlists.length > 0 && (
        <section>
          {outermost && <h2 className="sr-only">Without a folder</h2>}
          <ul className="cover-grid">
            {playlists.map((playlist) => (
              <li key={playlist.id}>
                <PlaylistTile playlist={playlist} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {sorted.map(([name, shelf]) => (
        <details key={name} open className={outermost ? undefined : 'border-l border-line pl-4'}>
          <summary className="mb-4 rounded-lg py-1 text-xl font-bold">
            <h2 className="inline">
              {within.length > 0 && <span className="sr-only">{within.join(' / ')} / </span>}
              {name}
            </h2>
            <span className="ml-2 text-sm font-normal text-ink-2">
              {plural(countOf(shelf), 'playlist')}
            </span>
          </summary>
          <div className="flex flex-col gap-6">
            <Folders {...shelf} within={[...within, name]} />
          </div>
        </details>
      ))}
    </>
  );
}

function PlaylistTile({ playlist }: { playlist: Playlist }) {
  const { items, asked, close } = usePlaylistActions(playlist);
  const to = `/library/playlists/${playlist.id}`;
  return (
    <article className="min-w-0">
      <Link to={to} tabIndex={-1} aria-hidden="true" className="block rounded-lg">
        <Covers urls={playlist.cover_urls} className="shadow-lift" />
      </Link>
      <div className="mt-2.5 flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <h3 className="font-sans text-sm leading-6 font-semibold tracking-normal">
            <Link to={to} className="line-clamp-2 hover:underline">
              {playlist.name}
            </Link>
          </h3>
          <p className="text-xs text-ink-2">{aboutPlaylist(playlist)}</p>
        </div>
        <Menu
          label={`More for ${playlist.name}`}
          trigger={<MoreIcon size={18} />}
          items={items}
          className="size-8!"
        />
      </div>
      <PlaylistDialogs playlist={playlist} asked={asked} onClose={close} />
    </article>
  );
}

function NothingYet() {
  return (
    <EmptyState
      title="Your first playlist"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <LinkButton look="primary" to="/library/playlists/smart">
            Start from a template
          </LinkButton>
          <LinkButton to="/playlists">See the shop’s playlists</LinkButton>
        </div>
      }
    >
      <p>
        Put songs in your own order, or let rules do it: “rock of the 90s that I have not heard for
        a year”. The shop’s playlists can be followed or copied.
      </p>
    </EmptyState>
  );
}

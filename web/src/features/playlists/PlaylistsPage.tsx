import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import { plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { MoreIcon, PlusIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { CoverGridSkeleton, Loading } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { aboutPlaylist } from './aboutPlaylist';
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
      {byFolder(found).map(([folder, playlists]) => (
        <Folder key={folder ?? ''} name={folder} playlists={playlists} />
      ))}
    </div>
  );
}

/** Those without a folder first, then folder by folder, each A to Z. */
export function byFolder(playlists: readonly Playlist[]): [string | null, Playlist[]][] {
  const folders = new Map<string | null, Playlist[]>();
  for (const playlist of playlists)
    folders.set(playlist.folder, [...(folders.get(playlist.folder) ?? []), playlist]);
  return [...folders]
    .map(([folder, items]): [string | null, Playlist[]] => [
      folder,
      items.toSorted((a, b) => a.name.localeCompare(b.name)),
    ])
    .toSorted(([a], [b]) => (a ?? '').localeCompare(b ?? ''));
}

function Folder({ name, playlists }: { name: string | null; playlists: Playlist[] }) {
  const grid = (
    <ul className="cover-grid">
      {playlists.map((playlist) => (
        <li key={playlist.id}>
          <PlaylistTile playlist={playlist} />
        </li>
      ))}
    </ul>
  );
  if (name === null) {
    return (
      <section>
        <h2 className="sr-only">Without a folder</h2>
        {grid}
      </section>
    );
  }
  return (
    <details open>
      <summary className="mb-4 rounded-lg py-1 text-xl font-bold">
        <h2 className="inline">{name}</h2>
        <span className="ml-2 text-sm font-normal text-ink-2">
          {plural(playlists.length, 'playlist')}
        </span>
      </summary>
      {grid}
    </details>
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

import { useState } from 'react';
import { useParams } from 'react-router';
import type { CataloguePlaylistDetail } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { Missing } from '@/features/shop/Missing';
import { formatDuration, plural } from '@/lib/format';
import { idFrom } from '@/lib/useQueryState';
import { Button, IconButton } from '@/ui/Button';
import { ArrowDownIcon, ArrowUpIcon, TrashIcon } from '@/ui/icons';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { ArchiveButton } from './ArchiveButton';
import { useDesk, useDeskAction, useDeskWrite } from './desk';
import { NameDialog } from './NameDialog';
import { Picker } from './Picker';

type Entry = { id: number; name: string; artist: string; length: string };

const idsOf = (entries: readonly { id: number }[]) => entries.map(({ id }) => id).join();

export default function PlaylistPage() {
  const id = idFrom(useParams().id);
  const { data, error, retry } = useDesk<CataloguePlaylistDetail>(id ? `/playlists/${id}` : null);
  if (!id || isNotFound(error)) return <Missing what="playlist" to="/admin/playlists" />;
  if (error && !data) return <ErrorState error={error} retry={retry} />;
  if (!data) {
    return (
      <AdminPage title="Playlist">
        <Loading what="the playlist" />
        <RowsSkeleton count={6} />
      </AdminPage>
    );
  }
  return <Playlist key={data.id} playlist={data} />;
}

function Playlist({ playlist }: { playlist: CataloguePlaylistDetail }) {
  const kept = playlist.tracks.map((track) => ({
    id: track.id,
    name: track.name,
    artist: track.artist?.name ?? '',
    length: formatDuration(track.duration_ms),
  }));
  const [entries, setEntries] = useState<Entry[]>(kept);
  // What the order here was made from: a change of something else goes along, one of the tracks does not.
  const [basis, setBasis] = useState({ tracks: idsOf(kept), version: playlist.version });
  const [renaming, setRenaming] = useState(false);
  const write = useDeskWrite();
  const act = useDeskAction();
  const url = `/playlists/${playlist.id}`;
  const dirty = idsOf(entries) !== basis.tracks;
  const there = { tracks: idsOf(kept), version: playlist.version };
  if (there.version !== basis.version) {
    const follows = !dirty || idsOf(entries) === there.tracks;
    if (follows) setEntries(kept);
    if (follows || there.tracks === basis.tracks) setBasis(there);
  }
  const archived = Boolean(playlist.archived_at);

  function move(from: number, to: number) {
    setEntries((before) => {
      const list = before.toSpliced(from, 1);
      const entry = before[from];
      return entry ? list.toSpliced(to, 0, entry) : before;
    });
  }
  return (
    <AdminPage
      title={playlist.name}
      badge={
        archived ? (
          <StateBadge state="archived" />
        ) : (
          <StateBadge
            state={playlist.on_sale ? 'published' : 'draft'}
            label={playlist.on_sale ? 'Shown' : 'Not shown'}
          />
        )
      }
      about={plural(entries.length, 'track')}
      crumbs={[{ to: '/admin/playlists', label: 'Playlists' }]}
      actions={
        <>
          <Button onClick={() => setRenaming(true)}>Rename</Button>
          <ArchiveButton what="playlist" url={url} archived={archived} />
          {dirty && (
            <Button
              look="quiet"
              onClick={() => {
                setEntries(kept);
                setBasis(there);
              }}
            >
              Undo
            </Button>
          )}
          <Button
            look="primary"
            disabled={!dirty}
            onClick={() =>
              void act(
                {
                  url: `${url}/tracks`,
                  method: 'PUT',
                  version: basis.version,
                  body: { track_ids: entries.map(({ id }) => id) },
                },
                'The playlist is saved.',
              )
            }
          >
            Save
          </Button>
        </>
      }
    >
      <Panel title="Tracks" about="In the order they are played">
        <div className="flex flex-col gap-4">
          <Picker
            label="Add a track"
            url="/api/v1/admin/tracks"
            value={null}
            onPick={(picked) => {
              if (picked && !entries.some(({ id }) => id === picked.id)) {
                setEntries([...entries, { ...picked, artist: '', length: '' }]);
              }
            }}
          />
          <ol className="flex flex-col">
            {entries.map((entry, index) => (
              <li
                key={entry.id}
                className="flex min-h-11 items-center gap-2 border-b border-line py-1 text-sm [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]"
              >
                <span className="w-8 text-right text-ink-3 tabular-nums">{index + 1}</span>
                <span className="min-w-0 flex-1 truncate">
                  <strong>{entry.name}</strong> <span className="text-ink-2">{entry.artist}</span>
                </span>
                <span className="text-ink-2 tabular-nums max-sm:hidden">{entry.length}</span>
                <IconButton
                  label={`Move ${entry.name} up`}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <ArrowUpIcon size={16} />
                </IconButton>
                <IconButton
                  label={`Move ${entry.name} down`}
                  disabled={index === entries.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <ArrowDownIcon size={16} />
                </IconButton>
                <IconButton
                  label={`Take ${entry.name} out`}
                  onClick={() => setEntries(entries.toSpliced(index, 1))}
                >
                  <TrashIcon size={16} />
                </IconButton>
              </li>
            ))}
          </ol>
        </div>
      </Panel>
      {renaming && (
        <NameDialog
          title="Rename the playlist"
          confirm="Save"
          name={playlist.name}
          onClose={() => setRenaming(false)}
          onConfirm={(name) =>
            write({ url, method: 'PATCH', version: playlist.version, body: { name } })
          }
        />
      )}
    </AdminPage>
  );
}

import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CataloguePlaylist, CataloguePlaylistDetail } from '@/api/generatedAdmin';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlusIcon } from '@/ui/icons';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { useDesk, useDeskWrite } from './desk';
import { archivedFilter } from './filters';
import { NameDialog } from './NameDialog';

const columns: AdminColumn<CataloguePlaylist>[] = [
  {
    id: 'name',
    name: 'Playlist',
    min: 220,
    render: (playlist) => (
      <span className="flex items-center gap-2.5">
        <Cover src={playlist.cover_url} size={32} />
        <span className="truncate font-semibold">{playlist.name}</span>
      </span>
    ),
  },
  {
    id: 'state',
    name: 'In the shop',
    width: 140,
    render: ({ on_sale, archived_at }) =>
      archived_at ? (
        <StateBadge state="archived" />
      ) : (
        <StateBadge
          state={on_sale ? 'published' : 'draft'}
          label={on_sale ? 'Shown' : 'Not shown'}
        />
      ),
  },
  { id: 'tracks', name: 'Tracks', width: 100, align: 'end', render: (row) => row.track_count },
];

const filters: Filter[] = [archivedFilter];

export default function PlaylistsPage() {
  const state = useFilters(filters);
  const query = state.values.archived ? '?archived=true' : '';
  const playlists = useDesk<{ items: CataloguePlaylist[] }>(`/playlists${query}`);
  const [adding, setAdding] = useState(false);
  const write = useDeskWrite();
  const navigate = useNavigate();
  return (
    <AdminPage
      title="Playlists"
      about="The shop's own. Empty ones and repetitions of another are not shown to visitors."
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          <PlusIcon size={18} /> New playlist
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Playlists"
        columns={columns}
        list={wholeList(playlists.data?.items, { error: playlists.error, retry: playlists.retry })}
        rowKey={({ id }) => String(id)}
        rowName={({ name }) => name}
        to={({ id }) => `/admin/playlists/${id}`}
      />
      {adding && (
        <NameDialog
          title="New playlist"
          confirm="Add the playlist"
          onClose={() => setAdding(false)}
          onConfirm={async (name) => {
            const made = await write<CataloguePlaylistDetail>({
              url: '/playlists',
              body: { name },
            });
            await navigate(`/admin/playlists/${made.id}`);
          }}
        />
      )}
    </AdminPage>
  );
}

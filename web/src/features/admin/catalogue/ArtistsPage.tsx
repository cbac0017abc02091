import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CatalogueArtist } from '@/api/generatedAdmin';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlusIcon } from '@/ui/icons';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { ArtistState } from './cells';
import { useDeskWrite } from './desk';
import { archivedFilter } from './filters';
import { NameDialog } from './NameDialog';

const columns: AdminColumn<CatalogueArtist>[] = [
  {
    id: 'name',
    name: 'Artist',
    sort: 'name',
    min: 220,
    render: (artist) => (
      <span className="flex items-center gap-2.5">
        <Cover src={artist.image_url} size={32} round />
        <span className="truncate font-semibold">{artist.name}</span>
      </span>
    ),
  },
  { id: 'state', name: 'State', width: 140, render: (artist) => <ArtistState artist={artist} /> },
  { id: 'albums', name: 'Albums', width: 90, align: 'end', render: (artist) => artist.album_count },
  { id: 'tracks', name: 'Tracks', width: 90, align: 'end', render: (artist) => artist.track_count },
  {
    id: 'sales',
    name: 'Sold',
    sort: 'sales',
    downFirst: true,
    width: 100,
    align: 'end',
    render: (artist) => artist.units_sold.toLocaleString('en-US'),
  },
];

const filters: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search artists', placeholder: 'Name or number' },
  {
    kind: 'choice',
    name: 'on_sale',
    label: 'In the shop',
    options: [
      { value: 'true', label: 'With music on sale' },
      { value: 'false', label: 'Without' },
    ],
  },
  archivedFilter,
];

export default function ArtistsPage() {
  const state = useFilters(filters);
  const list = useAdminList<CatalogueArtist>('/api/v1/admin/artists', state.values);
  const [adding, setAdding] = useState(false);
  const write = useDeskWrite();
  const navigate = useNavigate();
  return (
    <AdminPage
      title="Artists"
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          <PlusIcon size={18} /> New artist
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Artists"
        name="catalogue.artists"
        columns={columns}
        list={list}
        rowKey={({ id }) => String(id)}
        rowName={({ name }) => name}
        to={({ id }) => `/admin/artists/${id}`}
      />
      {adding && (
        <NameDialog
          title="New artist"
          confirm="Add the artist"
          onClose={() => setAdding(false)}
          onConfirm={async (name) => {
            const artist = await write<CatalogueArtist>({ url: '/artists', body: { name } });
            await navigate(`/admin/artists/${artist.id}`);
          }}
        />
      )}
    </AdminPage>
  );
}

import { useState } from 'react';
import type { CatalogueAlbum } from '@/api/generatedAdmin';
import { formatDate } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlusIcon } from '@/ui/icons';
import { onDemand } from '@/ui/onDemand';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { Price } from './cells';
import { archivedFilter, useGenreFilter } from './filters';
import { stateChoices } from './words';

const BulkPriceDialog = onDemand(() => import('./BulkPriceDialog'));
const NewAlbum = onDemand(() => import('./NewAlbum'));

const url = '/api/v1/admin/albums';

const columns: AdminColumn<CatalogueAlbum>[] = [
  {
    id: 'title',
    name: 'Album',
    sort: 'title',
    min: 220,
    render: (album) => (
      <span className="flex items-center gap-2.5">
        <Cover src={album.cover_url} size={32} />
        <span className="truncate font-semibold">{album.title}</span>
      </span>
    ),
  },
  { id: 'artist', name: 'Artist', sort: 'artist', render: ({ artist }) => artist.name },
  {
    id: 'state',
    name: 'State',
    width: 150,
    render: (album) => (
      <StateBadge
        state={album.archived_at ? 'archived' : album.state}
        label={album.preorder && album.state === 'scheduled' ? 'Pre-order' : undefined}
      />
    ),
  },
  { id: 'genre', name: 'Genre', render: ({ genre }) => genre?.name ?? '—', hidden: true },
  { id: 'tracks', name: 'Tracks', width: 90, align: 'end', render: (album) => album.track_count },
  {
    id: 'price',
    name: 'Price',
    sort: 'price',
    width: 130,
    align: 'end',
    render: (album) => <Price now={album.price} regular={album.regular_price} />,
  },
  {
    id: 'sales',
    name: 'Sold',
    sort: 'sales',
    downFirst: true,
    width: 90,
    align: 'end',
    render: (album) => album.units_sold.toLocaleString('en-US'),
  },
  {
    id: 'release',
    name: 'Release day',
    width: 140,
    render: ({ release_at }) => (release_at ? formatDate(release_at) : '—'),
  },
];

export default function AlbumsPage() {
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: 'Search albums', placeholder: 'Title, artist or number' },
    { kind: 'choice', name: 'state', label: 'State', options: stateChoices },
    useGenreFilter(),
    archivedFilter,
  ];
  const state = useFilters(filters);
  const list = useAdminList<CatalogueAlbum>(url, state.values);
  const selection = useTableSelection(JSON.stringify(state.values));
  const [adding, setAdding] = useState(false);
  const [pricing, setPricing] = useState(false);
  // What is archived is not sold: it has no price to change.
  const archived = Boolean(state.values.archived);
  return (
    <AdminPage
      title="Albums"
      about="What the shop sells, what is being prepared, and what was withdrawn."
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          <PlusIcon size={18} /> New album
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Albums"
        name="catalogue.albums"
        columns={columns}
        list={list}
        rowKey={({ id }) => String(id)}
        rowName={({ title, artist }) => `${title} by ${artist.name}`}
        to={({ id }) => `/admin/albums/${id}`}
        selection={archived ? undefined : selection}
      />
      {!archived && (
        <BulkBar selection={selection} list={list} word="album">
          <Button size="small" onClick={() => setPricing(true)}>
            Change prices
          </Button>
        </BulkBar>
      )}
      <BulkPriceDialog
        asked={pricing}
        kind="album"
        selection={selection}
        filter={state.values}
        onClose={() => setPricing(false)}
      />
      <NewAlbum asked={adding} onClose={() => setAdding(false)} />
    </AdminPage>
  );
}

import { useState } from 'react';
import type { CatalogueTrack } from '@/api/generatedAdmin';
import { Button, LinkButton } from '@/ui/Button';
import { onDemand } from '@/ui/onDemand';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable } from '@/features/admin/ui/AdminTable';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { useDesk } from './desk';
import { archivedFilter, useGenreFilter } from './filters';
import { trackColumns } from './TracksTable';
import { stateChoices } from './words';

const BulkPriceDialog = onDemand(() => import('./BulkPriceDialog'));

const url = '/api/v1/admin/tracks';
const columns = [
  ...['name', 'artist', 'album', 'genre', 'length', 'price', 'state', 'sales'].flatMap(
    (id) => trackColumns[id] ?? [],
  ),
  { ...trackColumns.audio!, hidden: true },
];

export default function TracksPage() {
  const formats = useDesk<{ items: { id: number; name: string }[] }>('/media-types').data;
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: 'Search tracks', placeholder: 'Title, artist or number' },
    { kind: 'choice', name: 'state', label: 'State', options: stateChoices },
    useGenreFilter(),
    {
      kind: 'choice',
      name: 'media_type_id',
      label: 'Format',
      options: (formats?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    },
    archivedFilter,
  ];
  const state = useFilters(filters);
  const list = useAdminList<CatalogueTrack>(url, state.values);
  const selection = useTableSelection(JSON.stringify(state.values));
  const [pricing, setPricing] = useState(false);
  // What is archived is not sold: it has no price to change.
  const archived = Boolean(state.values.archived);
  return (
    <AdminPage
      title="Tracks"
      about="New tracks are added on the page of their album."
      actions={<LinkButton to="/admin/catalogue-import">Import from CSV</LinkButton>}
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Tracks"
        name="catalogue.tracks"
        columns={columns}
        list={list}
        rowKey={({ id }) => String(id)}
        rowName={({ name }) => name}
        to={({ id }) => `/admin/tracks/${id}`}
        selection={archived ? undefined : selection}
        tools={<CsvButton url={`${url}/export.csv`} params={state.values} filename="tracks.csv" />}
      />
      {!archived && (
        <BulkBar selection={selection} list={list} word="track">
          <Button size="small" onClick={() => setPricing(true)}>
            Change prices
          </Button>
        </BulkBar>
      )}
      <BulkPriceDialog
        asked={pricing}
        kind="track"
        selection={selection}
        filter={state.values}
        onClose={() => setPricing(false)}
      />
    </AdminPage>
  );
}

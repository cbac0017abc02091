import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Stock } from '@/api/generatedAdmin';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { PlusIcon } from '@/ui/icons';
import { onDemand } from '@/ui/onDemand';
import { Badge, EmptyState } from '@/ui/States';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { Picker } from './Picker';

const BulkStockDialog = onDemand(() => import('./BulkStockDialog'));

const columns: AdminColumn<Stock>[] = [
  {
    id: 'title',
    name: 'Edition',
    min: 220,
    render: ({ title }) => <span className="truncate font-semibold">{title}</span>,
  },
  { id: 'artist', name: 'Artist', render: ({ artist_name }) => artist_name ?? '—' },
  {
    id: 'kind',
    name: 'Kind',
    width: 90,
    render: ({ kind }) => (kind === 'album' ? 'Album' : 'Track'),
  },
  {
    id: 'available',
    name: 'Can be bought',
    width: 170,
    align: 'end',
    render: (stock) => (
      <span className="inline-flex items-center gap-2 tabular-nums">
        {stock.is_low && (
          <Badge tone={stock.available === 0 ? 'bad' : 'warn'}>
            {stock.available === 0 ? 'Sold out' : 'Low'}
          </Badge>
        )}
        {stock.available}
      </span>
    ),
  },
  { id: 'on_hand', name: 'On hand', width: 100, align: 'end', render: (row) => row.on_hand },
  { id: 'reserved', name: 'Set aside', width: 100, align: 'end', render: (row) => row.reserved },
  { id: 'sold', name: 'Sold', width: 90, align: 'end', render: (row) => row.sold },
];

const filters: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search editions', placeholder: 'Title' },
  {
    kind: 'choice',
    name: 'low',
    label: 'Left',
    options: [{ value: 'true', label: 'Few or none' }],
  },
  {
    kind: 'choice',
    name: 'lifted',
    label: 'Limit',
    options: [{ value: 'true', label: 'Lifted' }],
  },
];

export default function InventoryPage() {
  const state = useFilters(filters);
  const { sort: _sort, ...asked } = state.values;
  const list = useAdminList<Stock>('/api/v1/admin/inventory', asked);
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState(false);
  // What has no limit any more has no copies to count.
  const counted = !state.values.lifted;
  const selection = useTableSelection(JSON.stringify(state.values));
  return (
    <AdminPage
      title="Inventory"
      about="Music is unlimited until you limit it. Only limited editions are listed here."
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          <PlusIcon size={18} /> Limit an edition
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Limited editions"
        name="catalogue.inventory"
        columns={columns}
        list={list}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        rowName={({ title }) => title}
        selection={counted ? selection : undefined}
        to={({ kind, id }) => `/admin/inventory/${kind}/${id}`}
        empty={
          <EmptyState title="No limited edition">
            Everything in the shop can be bought without a limit.
          </EmptyState>
        }
      />
      {counted && (
        <BulkBar selection={selection} list={list} word="edition">
          <Button size="small" onClick={() => setChanging(true)}>
            Change copies
          </Button>
        </BulkBar>
      )}
      <BulkStockDialog asked={changing} selection={selection} onClose={() => setChanging(false)} />
      {adding && <Choose onClose={() => setAdding(false)} />}
    </AdminPage>
  );
}

function Choose({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<'album' | 'track'>('album');
  const navigate = useNavigate();
  return (
    <Dialog open onClose={onClose} title="Limit an edition">
      <div className="flex flex-col gap-4">
        <fieldset className="flex gap-6">
          <legend className="sr-only">Kind</legend>
          {(['album', 'track'] as const).map((it) => (
            <label key={it} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name="kind"
                checked={kind === it}
                onChange={() => setKind(it)}
                className="size-5 accent-accent"
              />
              {it === 'album' ? 'An album' : 'A track'}
            </label>
          ))}
        </fieldset>
        <Picker
          key={kind}
          label={kind === 'album' ? 'Album' : 'Track'}
          url={`/api/v1/admin/${kind}s`}
          value={null}
          onPick={(picked) => {
            if (picked) void navigate(`/admin/inventory/${kind}/${picked.id}`);
          }}
        />
      </div>
    </Dialog>
  );
}

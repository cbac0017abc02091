import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CatalogueAlbum, CatalogueAlbumDetail, CatalogueArtist } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { formatDate, formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Dialog } from '@/ui/Dialog';
import { PlusIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useTableSelection } from '@/features/admin/ui/useTableSelection';
import { BulkPriceDialog } from './BulkPriceDialog';
import { useDesk, useDeskWrite } from './desk';
import { Picker, type Picked } from './Picker';
import { stateChoices } from './words';

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

export function Price({
  now,
  regular,
}: {
  now: CatalogueAlbum['price'];
  regular: CatalogueAlbum['price'];
}) {
  if (now.amount >= regular.amount) return <span className="tabular-nums">{formatMoney(now)}</span>;
  return (
    <span className="tabular-nums">
      <s className="text-ink-3">
        <span className="sr-only">instead of </span>
        {formatMoney(regular)}
      </s>{' '}
      <strong>{formatMoney(now)}</strong>
    </span>
  );
}

/** The shop's genres as a filter's choices. */
export function useGenreFilter(): Filter {
  const { data } = useDesk<{ items: { id: number; name: string }[] }>('/genres');
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return { kind: 'choice', name: 'genre_id', label: 'Genre', options };
}

const archivedFilter: Filter = {
  kind: 'choice',
  name: 'archived',
  label: 'Archive',
  options: [{ value: 'true', label: 'Archived' }],
};

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
      {pricing && (
        <BulkPriceDialog
          kind="album"
          selection={selection}
          filter={state.values}
          onClose={() => setPricing(false)}
        />
      )}
      {adding && <NewAlbum onClose={() => setAdding(false)} />}
    </AdminPage>
  );
}

/** An artist, picked or added, and a title: the rest is on the album's own page. */
export function NewAlbum({ artist: given, onClose }: { artist?: Picked; onClose: () => void }) {
  const [artist, setArtist] = useState<Picked | null>(given ?? null);
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const write = useDeskWrite();
  const navigate = useNavigate();

  async function create(name: string): Promise<Picked> {
    const made = await write<CatalogueArtist>({ url: '/artists', body: { name } });
    return { id: made.id, name: made.name };
  }
  async function send() {
    if (!artist) return setFailure('Choose the artist first, or add one.');
    setBusy(true);
    setFailure(null);
    try {
      const body = { title, artist_id: artist.id };
      const album = await write<CatalogueAlbumDetail>({ url: '/albums', body });
      await navigate(`/admin/albums/${album.id}`);
    } catch (error) {
      setFailure(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title="New album">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {failure && <Notice tone="bad">{failure}</Notice>}
        <Picker
          label="Artist"
          hint="Search, or add a new one."
          url="/api/v1/admin/artists"
          value={artist}
          onPick={setArtist}
          create={create}
        />
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Title</span>
          <input
            value={title}
            required
            maxLength={160}
            onChange={({ target }) => setTitle(target.value)}
            className="min-h-11 rounded-lg border border-line-strong bg-surface px-3 text-base"
          />
        </label>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Create draft
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

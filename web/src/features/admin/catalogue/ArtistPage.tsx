import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { CatalogueAlbum, CatalogueArtistDetail } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { Missing } from '@/features/shop/Missing';
import { plural } from '@/lib/format';
import { idFrom } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlusIcon } from '@/ui/icons';
import { onDemand } from '@/ui/onDemand';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState, Notice } from '@/ui/States';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { ArchiveButton } from './ArchiveButton';
import { ArtistState, Price } from './cells';
import { useDesk, useDeskWrite } from './desk';
import { MergeDialog } from './MergeDialog';
import { NameDialog } from './NameDialog';
import { TerritoryPanel } from './TerritoryPanel';

const NewAlbum = onDemand(() => import('./NewAlbum'));

const columns: AdminColumn<CatalogueAlbum>[] = [
  {
    id: 'title',
    name: 'Album',
    min: 200,
    render: (album) => (
      <span className="flex items-center gap-2.5">
        <Cover src={album.cover_url} size={32} />
        <span className="truncate font-semibold">{album.title}</span>
      </span>
    ),
  },
  { id: 'state', name: 'State', width: 130, render: ({ state }) => <StateBadge state={state} /> },
  { id: 'tracks', name: 'Tracks', width: 80, align: 'end', render: (album) => album.track_count },
  {
    id: 'price',
    name: 'Price',
    width: 130,
    align: 'end',
    render: (album) => <Price now={album.price} regular={album.regular_price} />,
  },
];

type Asking = 'album' | 'name' | 'merge' | null;

export default function ArtistPage() {
  const id = idFrom(useParams().id);
  const {
    data: artist,
    error,
    retry,
  } = useDesk<CatalogueArtistDetail>(id ? `/artists/${id}` : null);
  const albums = useAdminList<CatalogueAlbum>(
    '/api/v1/admin/albums',
    { artist_id: id, sort: '-added' },
    !id,
  );
  const [asking, setAsking] = useState<Asking>(null);
  const write = useDeskWrite();
  const navigate = useNavigate();

  if (!id || isNotFound(error)) return <Missing what="artist" to="/admin/artists" />;
  if (error && !artist) return <ErrorState error={error} retry={retry} />;
  if (!artist) {
    return (
      <AdminPage title="Artist">
        <Loading what="the artist" />
        <RowsSkeleton count={6} />
      </AdminPage>
    );
  }
  const url = `/artists/${artist.id}`;
  const living = !artist.archived_at;
  return (
    <AdminPage
      title={artist.name}
      badge={<ArtistState artist={artist} />}
      about={`${plural(artist.album_count, 'album')} · ${plural(artist.track_count, 'track')} · ${artist.units_sold.toLocaleString('en-US')} sold`}
      crumbs={[{ to: '/admin/artists', label: 'Artists' }]}
      actions={
        <>
          {artist.on_sale && <LinkButton to={`/artists/${artist.id}`}>See in the shop</LinkButton>}
          {living && <Button onClick={() => setAsking('name')}>Rename</Button>}
          {living && <Button onClick={() => setAsking('merge')}>Merge</Button>}
          {!artist.merged_into && <ArchiveButton what="artist" url={url} archived={!living} />}
          {living && (
            <Button look="primary" onClick={() => setAsking('album')}>
              <PlusIcon size={18} /> New album
            </Button>
          )}
        </>
      }
    >
      {artist.merged_into && (
        <Notice>
          Everything of this artist has moved.{' '}
          <LinkButton size="small" to={`/admin/artists/${artist.merged_into}`}>
            Open the artist it is part of
          </LinkButton>
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel title="Albums" flush>
          <AdminTable
            label="Albums"
            columns={columns}
            list={albums}
            rowKey={(album) => String(album.id)}
            rowName={({ title }) => title}
            to={(album) => `/admin/albums/${album.id}`}
            empty={<p className="px-4 pb-4 text-sm text-ink-2 sm:px-5">No album yet.</p>}
            inset
          />
        </Panel>
        <TerritoryPanel kind="artist" id={artist.id} territory={artist.territory ?? null} />
      </div>
      <NewAlbum asked={asking === 'album'} artist={artist} onClose={() => setAsking(null)} />
      {asking === 'name' && (
        <NameDialog
          title="Rename the artist"
          confirm="Save"
          name={artist.name}
          onClose={() => setAsking(null)}
          onConfirm={(name) =>
            write({ url, method: 'PATCH', version: artist.version, body: { name } })
          }
        />
      )}
      {asking === 'merge' && (
        <MergeDialog
          what="artist"
          one={artist}
          url={url}
          search="/api/v1/admin/artists"
          onClose={() => setAsking(null)}
          onDone={(into) => void navigate(`/admin/artists/${into.id}`)}
        />
      )}
    </AdminPage>
  );
}

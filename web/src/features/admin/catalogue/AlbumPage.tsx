import { useState } from 'react';
import { useParams } from 'react-router';
import type { CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { Missing } from '@/features/shop/Missing';
import { formatDateTime, formatLength, plural } from '@/lib/format';
import { idFrom } from '@/lib/useQueryState';
import { LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState, Notice } from '@/ui/States';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { AlbumForm } from './AlbumForm';
import { ArchiveButton } from './ArchiveButton';
import { CoverPanel } from './CoverPanel';
import { useDesk } from './desk';
import { NewTracks } from './NewTracks';
import { PricesPanel } from './PricesPanel';
import { ReleasePanel } from './ReleasePanel';
import { StockLine } from './StockLine';
import { TerritoryPanel } from './TerritoryPanel';
import { TracksTable } from './TracksTable';

export default function AlbumPage() {
  const id = idFrom(useParams().id);
  const { data: album, error, retry } = useDesk<CatalogueAlbumDetail>(id ? `/albums/${id}` : null);
  const [shown, setShown] = useState<CatalogueAlbumDetail | null>(null);
  // While it is read anew the page stays as it is.
  if (album && album !== shown) setShown(album);
  const it = album ?? (shown?.id === id ? shown : null);

  if (!id || isNotFound(error)) return <Missing what="album" to="/admin/albums" />;
  if (error && !it) return <ErrorState error={error} retry={retry} />;
  if (!it) {
    return (
      <AdminPage title="Album">
        <Loading what="the album" />
        <RowsSkeleton count={6} />
      </AdminPage>
    );
  }
  return <Album album={it} />;
}

function Album({ album }: { album: CatalogueAlbumDetail }) {
  const isOut = album.state === 'published' || (album.state === 'scheduled' && album.preorder);
  return (
    <AdminPage
      title={album.title}
      badge={<StateBadge state={album.archived_at ? 'archived' : album.state} />}
      about={`${album.artist.name} · ${plural(album.track_count, 'track')} · ${formatLength(album.duration_ms)} · ${album.units_sold.toLocaleString('en-US')} tracks sold`}
      crumbs={[
        { to: '/admin/albums', label: 'Albums' },
        { to: `/admin/artists/${album.artist.id}`, label: album.artist.name },
      ]}
      actions={
        <>
          {album.on_sale && <LinkButton to={`/albums/${album.id}`}>See it in the shop</LinkButton>}
          <ArchiveButton
            what="album"
            url={`/albums/${album.id}`}
            archived={album.archived_at !== null && album.archived_at !== undefined}
          />
        </>
      }
    >
      {album.archived_at && (
        <Notice>
          Put away on {formatDateTime(album.archived_at)}. What was sold of it stays with its
          buyers.
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Tracks" flush>
            <TracksTable tracks={album.tracks} />
          </Panel>
          {!album.archived_at && <NewTracks album={album} />}
          <PricesPanel kind="album" id={album.id} regular={album.regular_price} isOut={isOut} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ReleasePanel album={album} />
          <CoverPanel album={album} />
          <Panel title="Details">
            <AlbumForm album={album} />
          </Panel>
          <TerritoryPanel kind="album" id={album.id} territory={album.territory ?? null} />
          <StockLine kind="album" id={album.id} />
        </div>
      </div>
    </AdminPage>
  );
}

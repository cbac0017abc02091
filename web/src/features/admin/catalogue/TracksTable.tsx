import type { CatalogueTrack } from '@/api/generatedAdmin';
import { formatDuration } from '@/lib/format';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { Price } from './cells';

export const trackColumns: Record<string, AdminColumn<CatalogueTrack>> = {
  name: {
    id: 'name',
    name: 'Track',
    sort: 'name',
    min: 200,
    render: (track) => <span className="truncate font-semibold">{track.name}</span>,
  },
  position: {
    id: 'position',
    name: 'No.',
    width: 64,
    align: 'end',
    render: ({ disc, position }) => (disc && position ? `${disc}–${position}` : (position ?? '—')),
  },
  artist: {
    id: 'artist',
    name: 'Artist',
    sort: 'artist',
    render: (track) => track.artist?.name ?? '—',
  },
  album: { id: 'album', name: 'Album', sort: 'album', render: (track) => track.album_title ?? '—' },
  genre: { id: 'genre', name: 'Genre', width: 140, render: (track) => track.genre?.name ?? '—' },
  length: {
    id: 'length',
    name: 'Length',
    width: 84,
    align: 'end',
    render: (track) => formatDuration(track.duration_ms),
  },
  price: {
    id: 'price',
    name: 'Price',
    sort: 'price',
    width: 120,
    align: 'end',
    render: (track) => <Price now={track.price} regular={track.regular_price} />,
  },
  state: {
    id: 'state',
    name: 'State',
    width: 130,
    render: (track) => <StateBadge state={track.archived_at ? 'archived' : track.state} />,
  },
  audio: {
    id: 'audio',
    name: 'Recording',
    width: 120,
    render: ({ audio_format }) => (audio_format ? audio_format.toUpperCase() : 'Composed'),
  },
  sales: {
    id: 'sales',
    name: 'Sold',
    sort: 'sales',
    downFirst: true,
    width: 80,
    align: 'end',
    render: (track) => track.units_sold.toLocaleString('en-US'),
  },
};

const ofAlbum = ['name', 'position', 'length', 'price', 'state', 'audio', 'sales'].flatMap((id) => {
  const column = trackColumns[id];
  return column ? [{ ...column, sort: undefined }] : [];
});

/** The tracks of one album, in its order. */
export function TracksTable({ tracks }: { tracks: readonly CatalogueTrack[] }) {
  return (
    <AdminTable
      label="Tracks"
      columns={ofAlbum}
      list={wholeList(tracks)}
      rowKey={({ id }) => String(id)}
      rowName={({ name }) => name}
      to={({ id }) => `/admin/tracks/${id}`}
      empty={
        <p className="px-4 pb-4 text-sm text-ink-2 sm:px-5">
          No track yet. Drop recordings below, or add one by hand.
        </p>
      }
      inset
    />
  );
}

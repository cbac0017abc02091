import { useCallback, useEffect, useRef } from 'react';
import type { Track } from '@/api/generated';
import { usePlay } from '@/features/player/usePlay';
import { VirtualTable, type Column, type Sorting } from '@/ui/VirtualTable';
import { columnsClass, TrackTableRow } from './TrackTableRow';

// Artist and album sort one way only; the others turn around on the second press.
const columns: Column[] = [
  { name: 'Play', silent: true },
  { name: 'Title', sort: 'name', turns: true },
  { name: 'Artist', sort: 'artist', className: 'hidden md:block' },
  { name: 'Album', sort: 'album', className: 'hidden lg:block' },
  { name: 'Time', sort: 'duration', turns: true, className: 'hidden sm:block text-right' },
  { name: 'Price', sort: 'price', turns: true, className: 'text-right' },
  { name: 'More', silent: true },
];

/** Tracks of the shop, as many as there are: listen, and buy. */
export function TrackTable({
  label,
  tracks,
  total,
  hasMore,
  loadMore,
  sorting,
}: {
  label: string;
  tracks: Track[];
  total?: number;
  hasMore: boolean;
  loadMore: () => void;
  sorting?: Sorting;
}) {
  const { playList } = usePlay();
  const latest = useRef(tracks);
  useEffect(() => {
    latest.current = tracks;
  });
  const play = useCallback((index: number) => playList(latest.current, index), [playList]);
  return (
    <VirtualTable
      label={label}
      columns={columns}
      columnsClass={columnsClass}
      loaded={tracks.length}
      total={total}
      hasMore={hasMore}
      loadMore={loadMore}
      sorting={sorting}
      renderRow={(place) => {
        const track = tracks[place.index];
        return track && <TrackTableRow {...place} track={track} onPlay={play} />;
      }}
    />
  );
}

import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { AddToPlaylist } from '@/features/playlists/AddToPlaylist';
import { plural } from '@/lib/format';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { useColumns } from './columns';
import { ContextMenu } from './ContextMenu';
import { useEdits, withEdit } from './edits';
import { NothingHere, NothingYet } from './LibraryEmpty';
import { SelectionBar } from './SelectionBar';
import { SongTable } from './SongTable';
import type { Song } from './types';
import { badQuery, type useLibraryView } from './useLibraryView';
import { useSelection } from './useSelection';
import { useSongActions } from './useSongActions';
import type { useSongWindows } from './useSongWindows';

const ColumnsDialog = lazy(() => import('./ColumnsDialog'));
const BulkEditor = lazy(() => import('./BulkEditor'));

type Props = {
  library: ReturnType<typeof useLibraryView>;
  list: ReturnType<typeof useSongWindows>;
  onEdit: (song: Song | 'new') => void;
  choosingColumns: boolean;
  onColumnsChosen: () => void;
};

/** The list of songs with everything that can be done to what is selected in it. */
export function SongsSection({ library, list, onEdit, choosingColumns, onColumnsChosen }: Props) {
  const { view, filter, isPreset, title } = library;
  const { total, error } = list;
  const waiting = useEdits();
  const songAt = useMemo(
    () => (index: number) => {
      const song = list.songAt(index);
      return song && waiting.length ? withEdit(song, waiting) : song;
    },
    [list, waiting],
  );
  const selection = useSelection(JSON.stringify([view, total]));
  const { box, room } = useRoom();
  const columns = useColumns(room);
  const act = useSongActions({ view, total: total ?? 0, songAt, selection, onEdit });
  const sifted = view.q !== '' || filter !== '';

  if (error && total === undefined) {
    if (badQuery(error)) return null;
    return <ErrorState error={error} retry={list.retry} />;
  }
  return (
    <div ref={box} className="min-w-0 pb-24">
      {total === undefined ? (
        <>
          <Loading what="your songs" />
          <RowsSkeleton count={10} />
        </>
      ) : total > 0 ? (
        <SongTable
          key={JSON.stringify(view)}
          label={title === 'Library' ? 'Your songs' : title}
          total={total}
          songAt={songAt}
          onSight={list.onSight}
          columns={columns}
          sort={view.sort}
          onSort={library.setSort}
          selection={selection}
          actions={act.rowActions}
          onEdit={onEdit}
          onRemove={act.remove}
        />
      ) : sifted || isPreset ? (
        <NothingHere title={title} sifted={sifted} onClear={library.clear} />
      ) : (
        <NothingYet onAdd={() => onEdit('new')} />
      )}
      <SelectionBar
        count={selection.count}
        items={act.selectedItems}
        onPlay={act.play}
        onEdit={act.edit}
        onAdd={act.add}
        onRemove={() => act.remove()}
        onClear={selection.clear}
      />
      {act.menu && (
        <ContextMenu
          label={act.menu.label}
          at={act.menu.at}
          items={act.menu.items}
          onClose={act.closeMenu}
        />
      )}
      {act.adding && (
        <AddToPlaylist
          what={{ selection: act.adding.selection }}
          label={act.adding.label}
          onClose={act.stopAdding}
        />
      )}
      <Suspense fallback={null}>
        {choosingColumns && <ColumnsDialog onClose={onColumnsChosen} columns={columns} />}
        {act.bulk && (
          <BulkEditor
            selection={act.bulk}
            count={selection.count}
            onClose={act.stopBulk}
            onDone={selection.clear}
          />
        )}
      </Suspense>
      <p role="status" className="sr-only">
        {total !== undefined && sifted ? `${plural(total, 'song')} found` : ''}
      </p>
    </div>
  );
}

/** How wide the list may be; where nothing is laid out (tests), as on a desk. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, room: room || 1100 };
}

import { lazy, Suspense } from 'react';
import type { Playlist } from './types';
import type { Asked } from './usePlaylistActions';

const DetailsDialog = lazy(() => import('./DetailsDialog'));
const ShareDialog = lazy(() => import('./ShareDialog'));

/** The dialog that a playlist's menu asked for. */
export function PlaylistDialogs({
  playlist,
  asked,
  onClose,
}: {
  playlist: Playlist;
  asked: Asked | null;
  onClose: () => void;
}) {
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      {asked === 'share' ? (
        <ShareDialog playlist={playlist} onClose={onClose} />
      ) : (
        <DetailsDialog
          playlist={playlist}
          focus={asked === 'folder' ? 'folder' : 'name'}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}

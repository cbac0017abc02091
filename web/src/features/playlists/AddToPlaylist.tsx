import { lazy, Suspense } from 'react';
import type { Additions } from './types';

const AddToPlaylistDialog = lazy(() => import('./AddToPlaylistDialog'));

/**
 * Asks which playlist, and adds. Mount it when it is wanted, unmount it in `onClose`:
 * `{adding && <AddToPlaylist what={{ songs: [id] }} label="Go Down" onClose={…} />}`.
 * `what` may be songs of the collection, tracks of the shop, or a selection (everything a search finds).
 */
export function AddToPlaylist(props: {
  what: Additions;
  /** What is added, in words: "Go Down", "12 songs". */
  label: string;
  onClose: () => void;
}) {
  return (
    <Suspense fallback={null}>
      <AddToPlaylistDialog {...props} />
    </Suspense>
  );
}

import { lazy, Suspense } from 'react';
import { useEdits } from './edits';
import type { OpenSong } from './useOpenSong';

const SongEditor = lazy(() => import('./SongEditor'));
const ConflictDialog = lazy(() => import('./ConflictDialog'));

/** What lies over the songs when it is wanted: the editor, and the choice between two versions. */
export function SongDialogs({ openSong: { id, open, close } }: { openSong: OpenSong }) {
  const collided = useEdits().find(({ current }) => current !== null);
  return (
    <Suspense fallback={null}>
      {id && !collided && <SongEditor key={id} id={id} onClose={close} onReopen={() => open(id)} />}
      {collided && <ConflictDialog key={collided.before.id} edit={collided} />}
    </Suspense>
  );
}

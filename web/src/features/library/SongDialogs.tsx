import { lazy, Suspense, useState } from 'react';
import { useEdits } from './edits';
import type { OpenSong } from './useOpenSong';

const SongEditor = lazy(() => import('./SongEditor'));
const ConflictDialog = lazy(() => import('./ConflictDialog'));

/**
 * What lies over the songs when it is wanted: the editor, and the choice between two versions, which
 * can be put off (the banner of the connection asks for it again).
 */
export function SongDialogs({ openSong: { id, open, close } }: { openSong: OpenSong }) {
  const collided = useEdits().find(({ current }) => current !== null);
  const [later, setLater] = useState<string | null>(null);
  const asked = id === 'conflict';
  const choosing = collided && (asked || later !== collided.before.id);

  function putOff() {
    setLater(collided?.before.id ?? null);
    if (asked) close();
  }
  return (
    <Suspense fallback={null}>
      {choosing && <ConflictDialog key={collided.before.id} edit={collided} onClose={putOff} />}
      {id && !asked && !choosing && (
        <SongEditor key={id} id={id} onClose={close} onReopen={() => open(id)} />
      )}
    </Suspense>
  );
}

import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { keepEdit } from './edits';
import { libraryApi } from './libraryApi';
import { collisions, currentOf, isOffline } from './songChanges';
import type { Song, SongChanges } from './types';

type State = Parameters<typeof libraryApi.util.selectInvalidatedBy>[0];
export type Store = {
  // oxlint-disable-next-line typescript/no-explicit-any -- a feature does not know the whole state
  dispatch: ThunkDispatch<any, unknown, UnknownAction>;
  getState: () => unknown;
};

export type Saved =
  | { outcome: 'saved'; song: Song }
  /** No connection: the change is kept and sent later. */
  | { outcome: 'waiting' }
  /** Somebody changed the same field: the listener has to choose. */
  | { outcome: 'collided' }
  | { outcome: 'failed'; error: unknown };

const { updateSong } = libraryApi.endpoints;

/** Changes a song in every list that shows it; the answer takes it back. */
export function showSong(store: Store, id: string, changes: SongChanges | Song): () => void {
  const lists = libraryApi.util.selectInvalidatedBy(store.getState() as State, ['Library']);
  const patches = lists
    .filter(({ endpointName }) => endpointName === 'songWindow')
    .map(({ originalArgs }) =>
      store.dispatch(
        libraryApi.util.updateQueryData('songWindow', originalArgs, (page) => {
          const song = page.items.find((item) => item.id === id);
          if (song) Object.assign(song, changes);
        }),
      ),
    );
  return () => {
    for (const patch of patches) patch.undo();
  };
}

const attempt = (store: Store, { id, version }: Song, changes: SongChanges) =>
  store.dispatch(updateSong.initiate({ id, version, changes }, { track: false }));

/** Changes of one song that are on their way: what is shown already, and what the last one made. */
type Line = { shown: SongChanges[]; last: Promise<Song | null> };
const lines = new Map<string, Line>();

/**
 * Saves a change, shown at once and taken back if it fails. Changes of one song go one after the
 * other. Somebody's change of another field does not stand in the way.
 */
export async function saveSong(store: Store, song: Song, changes: SongChanges): Promise<Saved> {
  const takeBack = showSong(store, song.id, changes);
  const line: Line = lines.get(song.id) ?? { shown: [], last: Promise.resolve(null) };
  lines.set(song.id, line);
  line.shown.push(changes);
  const work = line.last.then((newer) =>
    send(store, newer && newer.version > song.version ? newer : song, changes),
  );
  line.last = work.then((saved) => (saved.outcome === 'saved' ? saved.song : null));
  const saved = await work;
  line.shown.splice(line.shown.indexOf(changes), 1);
  if (line.shown.length === 0) lines.delete(song.id);
  // What was changed after this is shown already and must not be painted over.
  if (saved.outcome === 'saved')
    showSong(store, song.id, Object.assign({}, saved.song, ...line.shown) as Song);
  else if (saved.outcome !== 'waiting') takeBack();
  return saved;
}

async function send(store: Store, before: Song, changes: SongChanges): Promise<Saved> {
  let from = before;
  for (let tries = 0; tries < 3; tries += 1) {
    const { data, error } = await attempt(store, from, changes);
    if (data) return { outcome: 'saved', song: data };
    if (isOffline(error)) {
      keepEdit(before, changes);
      return { outcome: 'waiting' };
    }
    const current = currentOf(error);
    if (!current) return { outcome: 'failed', error };
    if (collisions(before, changes, current).length > 0) {
      keepEdit(before, changes, current);
      return { outcome: 'collided' };
    }
    from = current;
  }
  return { outcome: 'failed', error: null };
}

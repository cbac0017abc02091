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

/** Changes of one song that are on their way, and shown already. */
type Line = { shown: SongChanges[]; last: Promise<unknown> };
type Desk = {
  lines: Map<string, Line>;
  /** What the service answered last of each song: a row may not have been drawn since. */
  newest: Map<string, Song>;
};
const desks = new WeakMap<Store, Desk>();
const keptNewest = 200;

function deskOf(store: Store): Desk {
  const desk = desks.get(store) ?? { lines: new Map(), newest: new Map() };
  desks.set(store, desk);
  return desk;
}
function remember(newest: Desk['newest'], song: Song) {
  newest.delete(song.id);
  newest.set(song.id, song);
  for (const id of newest.keys()) {
    if (newest.size <= keptNewest) break;
    newest.delete(id);
  }
}
function newerOf(newest: Desk['newest'], song: Song): Song {
  const known = newest.get(song.id);
  return known && known.version > song.version ? known : song;
}

/**
 * Saves a change, shown at once and taken back if it fails. Changes of one song go one after the
 * other. Somebody's change of another field does not stand in the way.
 */
export async function saveSong(store: Store, song: Song, changes: SongChanges): Promise<Saved> {
  const { lines, newest } = deskOf(store);
  const takeBack = showSong(store, song.id, changes);
  const line: Line = lines.get(song.id) ?? { shown: [], last: Promise.resolve() };
  lines.set(song.id, line);
  line.shown.push(changes);
  const work = line.last.then(() => send(store, newerOf(newest, song), changes));
  line.last = work;
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
    if (data) {
      remember(deskOf(store).newest, data);
      return { outcome: 'saved', song: data };
    }
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

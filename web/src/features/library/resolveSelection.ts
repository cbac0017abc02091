import { libraryApi, windowSize } from './libraryApi';
import type { Store } from './saveSong';
import type { Selection, Song, SongView } from './types';
import { sizeOf, without, type Range } from './useSelection';

/** Songs by name, one by one, are sent up to this many; more have to be a whole view. */
export const namedLimit = 10_000;

/** The songs at these places, in the order of the list; fetched where they were not seen yet. */
export async function songsAt(
  store: Store,
  view: SongView,
  ranges: readonly Range[],
): Promise<Song[]> {
  const songs: Song[] = [];
  let page: { at: number; items: Song[] } = { at: -1, items: [] };
  for (const [from, to] of ranges) {
    for (let index = from; index <= to; index += 1) {
      const offset = Math.floor(index / windowSize) * windowSize;
      if (page.at !== offset) {
        page = { at: offset, items: await windowAt(store, view, offset) };
      }
      const song = page.items[index - offset];
      if (song) songs.push(song);
    }
  }
  return songs;
}

async function windowAt(store: Store, view: SongView, offset: number): Promise<Song[]> {
  const request = store.dispatch(
    libraryApi.endpoints.songWindow.initiate({ ...view, offset }, { subscribe: false }),
  );
  return (await request.unwrap()).items;
}

/**
 * The selected places as the service takes them: a whole view with a few exceptions, or songs by
 * name. Null when neither is possible.
 */
export async function resolveSelection(
  store: Store,
  view: SongView,
  ranges: readonly Range[],
  total: number,
): Promise<Selection | null> {
  const left = ranges.reduce<Range[]>((rest, range) => without(rest, range), [[0, total - 1]]);
  const count = sizeOf(ranges);
  const ids = async (places: readonly Range[]) =>
    (await songsAt(store, view, places)).map(({ id }) => id);
  // In the order of the list: it counts for numbers of tracks, playlists and files.
  const { sort, ...found } = view;
  const whole = sort === 'relevance' ? found : view;
  if (sizeOf(left) === 0) return whole;
  if (count > windowSize && sizeOf(left) < count && sizeOf(left) <= namedLimit)
    return { ...whole, except: await ids(left) };
  return count <= namedLimit ? { ids: await ids(ranges) } : null;
}

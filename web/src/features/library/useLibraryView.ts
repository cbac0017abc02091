import { useMemo } from 'react';
import { problemType } from '@/api/problem';
import { useQueryState } from '@/lib/useQueryState';
import { writeFilter, parseFilter } from './filter';
import type { SongView } from './types';

export const sorts: Record<string, string> = {
  relevance: 'Best match',
  '-added': 'Newest first',
  added: 'Oldest first',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  artist: 'Artist, A to Z',
  '-artist': 'Artist, Z to A',
  album: 'Album, A to Z',
  '-album': 'Album, Z to A',
  album_artist: 'Album artist, A to Z',
  '-album_artist': 'Album artist, Z to A',
  '-year': 'Latest year',
  year: 'Earliest year',
  genre: 'Genre, A to Z',
  '-genre': 'Genre, Z to A',
  '-rating': 'Best rated',
  rating: 'Worst rated',
  '-plays': 'Most played',
  plays: 'Least played',
  '-played': 'Played last',
  played: 'Not played for longest',
  duration: 'Shortest',
  '-duration': 'Longest',
  position: 'Track number',
  '-position': 'Track number, last first',
};
export const sortName = (sort: string): string => sorts[sort] ?? 'Newest first';

/** The places of the navigation that are a view of the songs, each with a filter of its own. */
const presets = {
  favourites: { title: 'Favourites', filter: 'favourite:yes' },
  /** The last 30 days. */
  recent: { title: 'Recently added', filter: 'added:30d' },
} as const;

/** What the address asks for: words, filter, order and place. */
export function useLibraryView() {
  const { params, set } = useQueryState();
  const name = params.get('view');
  const preset = name === 'favourites' || name === 'recent' ? presets[name] : null;
  const q = params.get('q')?.trim() ?? '';
  const filter = params.get('filter')?.trim() ?? '';
  const usual = q ? 'relevance' : '-added';
  const asked = params.get('sort');
  const sort = asked && sorts[asked] && (q || asked !== 'relevance') ? asked : usual;

  const view = useMemo((): SongView => {
    const own = preset?.filter;
    const chosen = parseFilter(filter);
    // The place's own filter stands in the way of none that the panel adds.
    const whole = own ? [own, writeFilter(chosen)].filter(Boolean).join(' ') : filter;
    return { q, filter: whole, sort };
  }, [q, filter, sort, preset]);

  return {
    title: preset?.title ?? 'Library',
    isPreset: preset !== null,
    view,
    /** What the side panel chose, without the place's own filter. */
    filter,
    setFilter: (next: string) => set({ filter: next }),
    setQuery: (next: string) => set({ q: next }),
    setSort: (next: string) => set({ sort: next === usual ? null : next }),
    clear: () => set({ q: null, filter: null }),
  };
}

/** The service did not understand the search: why, and at which character. */
export function badQuery(error: unknown): { detail: string; at: number | null } | null {
  if (problemType(error) !== 'bad-query') return null;
  const { detail, at, parameter } = (error as { data: Record<string, unknown> }).data;
  // The place in a filter, which nobody typed, would mean nothing.
  const isTyped = parameter !== 'filter' && typeof at === 'number';
  return {
    detail: typeof detail === 'string' ? asSentence(detail) : 'The search cannot be read.',
    at: isTyped ? at : null,
  };
}

const asSentence = (text: string) => {
  const quoted = text.replaceAll(/`([^`]*)`/g, '“$1”');
  const begun = quoted.charAt(0).toUpperCase() + quoted.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

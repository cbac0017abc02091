import { api } from '@/api/base';
import type {
  AlbumTile,
  ArtistTile,
  Change,
  DuplicateGroup,
  Facets,
  Selection,
  Song,
  SongChanges,
  SongPage,
  SongView,
  Suggestion,
  Tiles,
  Undoable,
} from './types';

const base = '/api/v1/library';
const songUrl = (id: string) => `${base}/songs/${encodeURIComponent(id)}`;

/** Songs are fetched in windows of this many, by place. */
export const windowSize = 200;
const tiles = 60;

/** Empty parameters are left out: the service takes an empty `q` for a mistake. */
const given = (params: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== '' && value != null));

type Sifted = { q?: string; filter?: string; sort?: string };
const byOffset = {
  initialPageParam: 0,
  getNextPageParam: (last: Tiles<unknown>) => {
    const next = last.offset + last.items.length;
    return last.items.length > 0 && next < last.total ? next : undefined;
  },
};

// Lists are stale after changes to many songs; counts are stale after every change.
const taggedApi = api.enhanceEndpoints({ addTagTypes: ['LibraryCounts', 'Duplicates'] });

export const libraryApi = taggedApi.injectEndpoints({
  // These stand in for the generated operations of the same name: they know what else changes.
  overrideExisting: true,
  endpoints: (build) => ({
    songWindow: build.query<SongPage, SongView & { offset: number }>({
      query: ({ q, filter, sort, offset }) => ({
        url: `${base}/songs`,
        // Without an order the service takes the best match, or the newest where nothing can match.
        params: given({
          q,
          filter,
          sort: sort === 'relevance' ? undefined : sort,
          offset,
          limit: windowSize,
        }),
      }),
      providesTags: ['Library'],
      keepUnusedDataFor: 120,
    }),
    librarySong: build.query<Song, string>({
      query: (id) => songUrl(id),
      // An editor begins with what is true now.
      keepUnusedDataFor: 0,
    }),
    createSong: build.mutation<Song, SongChanges>({
      query: (body) => ({ url: `${base}/songs`, method: 'POST', body }),
      invalidatesTags: ['Library', 'LibraryCounts', 'Duplicates'],
    }),
    updateSong: build.mutation<Song, { id: string; version: number; changes: SongChanges }>({
      query: ({ id, version, changes }) => ({
        url: songUrl(id),
        method: 'PATCH',
        body: changes,
        headers: { 'If-Match': `"${version}"` },
      }),
      // The rows stay where they are, changed in place: a list that jumps under the hand is worse
      // than one whose order is a moment old.
      invalidatesTags: (song) => (song ? ['LibraryCounts', 'Duplicates'] : []),
    }),
    setSongCover: build.mutation<Song, { id: string; file: File }>({
      query: ({ id, file }) => ({
        url: `${songUrl(id)}/cover`,
        method: 'PUT',
        body: file,
        headers: { 'content-type': file.type },
      }),
      invalidatesTags: ['LibraryCounts'],
    }),
    countPlay: build.mutation<Song, string>({
      query: (id) => ({ url: `${songUrl(id)}/played`, method: 'POST' }),
      invalidatesTags: ['LibraryCounts'],
    }),
    changeSongs: build.mutation<
      Undoable & { changed: number },
      { selection: Selection; changes: Change[] }
    >({
      query: (body) => ({ url: `${base}/songs/bulk`, method: 'POST', body }),
      invalidatesTags: (done) => (done ? ['Library', 'LibraryCounts', 'Duplicates'] : []),
    }),
    removeSongs: build.mutation<Undoable & { removed: number }, Selection>({
      query: (selection) => ({
        url: `${base}/songs/remove`,
        method: 'POST',
        body: { selection },
      }),
      invalidatesTags: (done) => (done ? ['Library', 'LibraryCounts', 'Duplicates'] : []),
    }),
    undoLibrary: build.mutation<{ restored: number }, string>({
      query: (id) => ({ url: `${base}/undo/${encodeURIComponent(id)}`, method: 'POST' }),
      invalidatesTags: ['Library', 'LibraryCounts', 'Duplicates'],
    }),
    libraryFacets: build.query<Facets, { q: string; filter: string }>({
      query: (params) => ({ url: `${base}/facets`, params: given(params) }),
      providesTags: ['LibraryCounts'],
    }),
    libraryArtists: build.infiniteQuery<Tiles<ArtistTile>, Sifted, number>({
      infiniteQueryOptions: byOffset,
      query: ({ queryArg, pageParam }) => ({
        url: `${base}/artists`,
        params: given({ ...queryArg, offset: pageParam, limit: tiles }),
      }),
      providesTags: ['LibraryCounts'],
    }),
    libraryAlbums: build.infiniteQuery<Tiles<AlbumTile>, Sifted, number>({
      infiniteQueryOptions: byOffset,
      query: ({ queryArg, pageParam }) => ({
        url: `${base}/albums`,
        params: given({ ...queryArg, offset: pageParam, limit: tiles }),
      }),
      providesTags: ['LibraryCounts'],
    }),
    suggestSongs: build.query<{ items: Suggestion[] }, { q: string; limit?: number }>({
      query: (params) => ({ url: `${base}/suggest`, params: given(params) }),
      keepUnusedDataFor: 60,
    }),
    duplicates: build.query<{ items: DuplicateGroup[]; total: number }, void>({
      query: () => `${base}/duplicates`,
      providesTags: ['Duplicates'],
    }),
    mergeDuplicates: build.mutation<Undoable & { song: Song }, { keep: string; others: string[] }>({
      query: (body) => ({ url: `${base}/duplicates/merge`, method: 'POST', body }),
      invalidatesTags: (done) => (done ? ['Library', 'LibraryCounts', 'Duplicates'] : []),
    }),
  }),
});

export const {
  useLibrarySongQuery,
  useCreateSongMutation,
  useSetSongCoverMutation,
  useCountPlayMutation,
  useChangeSongsMutation,
  useRemoveSongsMutation,
  useLibraryFacetsQuery,
  useLibraryArtistsInfiniteQuery,
  useLibraryAlbumsInfiniteQuery,
  useSuggestSongsQuery,
  useDuplicatesQuery,
  useMergeDuplicatesMutation,
} = libraryApi;

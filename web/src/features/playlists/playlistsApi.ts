import { api } from '@/api/base';
import type { Song } from '@/features/library/types';
import type { Added, Additions, Entry, Playlist, Rules, Window } from './types';

const base = '/api/v1/library/playlists';
export const playlistPath = (id: string, rest = '') => `${base}/${encodeURIComponent(id)}${rest}`;
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

export type PlaylistChanges = Partial<
  Pick<Playlist, 'name' | 'description' | 'folder' | 'visibility' | 'rules'>
>;
export type NewPlaylist = {
  name: string;
  description?: string | null;
  folder?: string | null;
  kind?: 'manual' | 'smart';
  rules?: Rules;
};
type Target = { id: string; version: number };

export const playlistsApi = api.injectEndpoints({
  // These stand in for the generated operations of the same name: they know what else changes.
  overrideExisting: true,
  endpoints: (build) => ({
    myPlaylists: build.query<{ items: Playlist[] }, void>({
      query: () => base,
      providesTags: ['Playlists'],
    }),
    myPlaylist: build.query<Playlist, string>({
      query: (id) => playlistPath(id),
      providesTags: ['Playlists'],
    }),
    createMyPlaylist: build.mutation<Playlist, NewPlaylist>({
      query: (body) => ({ url: base, method: 'POST', body }),
      invalidatesTags: ['Playlists'],
    }),
    changeMyPlaylist: build.mutation<Playlist, Target & { changes: PlaylistChanges }>({
      query: ({ id, version, changes }) => ({
        url: playlistPath(id),
        method: 'PATCH',
        headers: ifMatch(version),
        body: changes,
      }),
      async onQueryStarted({ id, changes }, { dispatch, queryFulfilled }) {
        const undo = [
          dispatch(
            playlistsApi.util.updateQueryData('myPlaylists', undefined, ({ items }) => {
              const found = items.find((item) => item.id === id);
              if (found) Object.assign(found, changes);
            }),
          ),
          dispatch(
            playlistsApi.util.updateQueryData('myPlaylist', id, (found) => {
              Object.assign(found, changes);
            }),
          ),
        ];
        await queryFulfilled.catch(() => undo.forEach((patch) => patch.undo()));
      },
      // After a refusal, too: what it became meanwhile is what must be shown.
      invalidatesTags: ['Playlists'],
    }),
    setPlaylistCover: build.mutation<Playlist, { id: string; file: File }>({
      query: ({ id, file }) => ({
        url: playlistPath(id, '/cover'),
        method: 'PUT',
        body: file,
        headers: { 'content-type': file.type },
      }),
      invalidatesTags: ['Playlists'],
    }),
    removePlaylistCover: build.mutation<Playlist, string>({
      query: (id) => ({ url: playlistPath(id, '/cover'), method: 'DELETE' }),
      invalidatesTags: ['Playlists'],
    }),
    deleteMyPlaylist: build.mutation<{ undo_id: string }, Target>({
      query: ({ id, version }) => ({
        url: playlistPath(id),
        method: 'DELETE',
        headers: ifMatch(version),
      }),
      async onQueryStarted({ id }, { dispatch, queryFulfilled }) {
        const patch = dispatch(
          playlistsApi.util.updateQueryData('myPlaylists', undefined, (list) => {
            list.items = list.items.filter((item) => item.id !== id);
          }),
        );
        await queryFulfilled.catch(patch.undo);
      },
    }),
    copyMyPlaylist: build.mutation<Playlist, { id: string; name?: string }>({
      query: ({ id, name }) => ({ url: playlistPath(id, '/copy'), method: 'POST', body: { name } }),
      invalidatesTags: ['Playlists'],
    }),
    followPlaylist: build.mutation<Playlist, number>({
      query: (editorial_id) => ({ url: `${base}/follow`, method: 'POST', body: { editorial_id } }),
      invalidatesTags: ['Playlists'],
    }),
    previewRules: build.query<{ total: number; items: Song[] }, { rules: Rules; limit: number }>({
      query: (body) => ({ url: `${base}/preview`, method: 'POST', body }),
      keepUnusedDataFor: 30,
    }),
    /** The values most often met in the collection, by field: for rules. */
    knownValues: build.query<{ facets: Record<string, { value: string; count: number }[]> }, void>({
      query: () => '/api/v1/library/facets',
      providesTags: ['Library'],
    }),
    playlistEntries: build.query<Window<Entry>, { id: string; offset: number; limit: number }>({
      query: ({ id, offset, limit }) => ({
        url: playlistPath(id, '/entries'),
        params: { offset, limit },
      }),
      // The page keeps the rows itself: they move under the listener's hands.
      keepUnusedDataFor: 0,
    }),
    addToPlaylist: build.mutation<
      Added,
      { id: string; what: Additions; allow_duplicates?: boolean }
    >({
      query: ({ id, what, allow_duplicates }) => ({
        url: playlistPath(id, '/entries'),
        method: 'POST',
        body: { ...what, allow_duplicates },
      }),
      invalidatesTags: (_added, error) => (error ? [] : ['Playlists']),
    }),
    removeFromPlaylist: build.mutation<
      { removed: number; undo_id: string },
      { id: string; ids: string[] }
    >({
      query: ({ id, ids }) => ({
        url: playlistPath(id, '/entries/remove'),
        method: 'POST',
        body: { ids },
      }),
      invalidatesTags: ['Playlists'],
    }),
    moveEntry: build.mutation<Entry, { id: string; entry: string; after: string | null }>({
      query: ({ id, entry, after }) => ({
        url: playlistPath(id, `/entries/${encodeURIComponent(entry)}/move`),
        method: 'POST',
        body: { after },
      }),
    }),
    findSongs: build.query<Window<Song>, { q: string; limit: number }>({
      // An empty question would be a mistake: without one, the newest songs are meant.
      query: ({ q, limit }) => ({
        url: '/api/v1/library/songs',
        params: { q: q || undefined, limit, offset: 0 },
      }),
      providesTags: ['Library'],
    }),
  }),
});

export const {
  useMyPlaylistsQuery,
  useMyPlaylistQuery,
  useCreateMyPlaylistMutation,
  useChangeMyPlaylistMutation,
  useDeleteMyPlaylistMutation,
  useSetPlaylistCoverMutation,
  useRemovePlaylistCoverMutation,
  useCopyMyPlaylistMutation,
  useFollowPlaylistMutation,
  usePreviewRulesQuery,
  useKnownValuesQuery,
  useAddToPlaylistMutation,
  useRemoveFromPlaylistMutation,
  useFindSongsQuery,
} = playlistsApi;

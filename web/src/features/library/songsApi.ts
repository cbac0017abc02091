import { api } from '@/api/base';
import type { PageSong } from '@/api/generated';

export const songSorts = [
  '-added',
  'added',
  'title',
  '-title',
  'artist',
  '-artist',
  'album',
  '-album',
] as const;
export type SongSort = (typeof songSorts)[number];

/** The songs of the listener, window after window. */
const songsApi = api.injectEndpoints({
  endpoints: (build) => ({
    songPages: build.infiniteQuery<PageSong, { sort: SongSort }, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (last) => last.next_cursor ?? undefined,
      },
      query: ({ queryArg: { sort }, pageParam }) => ({
        url: '/api/v1/library/songs',
        params: { sort, limit: 200, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Library'],
    }),
  }),
});

export const { useSongPagesInfiniteQuery } = songsApi;

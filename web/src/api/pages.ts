import { api } from './base';
import type {
  ListAlbumsApiArg,
  ListAlbumsApiResponse,
  ListArtistsApiArg,
  ListArtistsApiResponse,
  ListPlaylistTracksApiArg,
  ListPlaylistTracksApiResponse,
  ListTracksApiArg,
  ListTracksApiResponse,
} from './generated';

type Filter<Arg> = Omit<Arg, 'cursor' | 'limit'>;
type Page = { next_cursor?: string | null };

const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page) => last.next_cursor ?? undefined,
};
const rows = 200;
const tiles = 48;

/** The long lists, page after page by cursor; the generated endpoints give one page each. */
const pagesApi = api.injectEndpoints({
  endpoints: (build) => ({
    albumPages: build.infiniteQuery<ListAlbumsApiResponse, Filter<ListAlbumsApiArg>, string | null>(
      {
        infiniteQueryOptions: byCursor,
        query: ({ queryArg: { sort, artistId, genreId, kind }, pageParam }) => ({
          url: '/api/v1/music/albums',
          params: {
            sort,
            artist_id: artistId,
            genre_id: genreId,
            kind,
            limit: tiles,
            cursor: pageParam ?? undefined,
          },
        }),
      },
    ),
    artistPages: build.infiniteQuery<
      ListArtistsApiResponse,
      Filter<ListArtistsApiArg>,
      string | null
    >({
      infiniteQueryOptions: byCursor,
      query: ({ queryArg: { sort, genreId, startsWith }, pageParam }) => ({
        url: '/api/v1/music/artists',
        params: {
          sort,
          genre_id: genreId,
          starts_with: startsWith,
          limit: tiles,
          cursor: pageParam ?? undefined,
        },
      }),
    }),
    trackPages: build.infiniteQuery<ListTracksApiResponse, Filter<ListTracksApiArg>, string | null>(
      {
        infiniteQueryOptions: byCursor,
        query: ({
          queryArg: { sort, artistId, albumId, genreId, mediaTypeId, kind },
          pageParam,
        }) => ({
          url: '/api/v1/music/tracks',
          params: {
            sort,
            artist_id: artistId,
            album_id: albumId,
            genre_id: genreId,
            media_type_id: mediaTypeId,
            kind,
            limit: rows,
            cursor: pageParam ?? undefined,
          },
        }),
      },
    ),
    playlistTrackPages: build.infiniteQuery<
      ListPlaylistTracksApiResponse,
      Filter<ListPlaylistTracksApiArg>,
      string | null
    >({
      infiniteQueryOptions: byCursor,
      query: ({ queryArg: { id }, pageParam }) => ({
        url: `/api/v1/music/playlists/${encodeURIComponent(String(id))}/tracks`,
        params: { limit: rows, cursor: pageParam ?? undefined },
      }),
    }),
  }),
});

export const {
  useAlbumPagesInfiniteQuery,
  useArtistPagesInfiniteQuery,
  useTrackPagesInfiniteQuery,
  usePlaylistTrackPagesInfiniteQuery,
} = pagesApi;

import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    getHome: build.query<GetHomeApiResponse, GetHomeApiArg>({
      query: () => ({ url: `/api/v1/music/home` }),
    }),
    listArtists: build.query<ListArtistsApiResponse, ListArtistsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/artists`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
          sort: queryArg.sort,
          genre_id: queryArg.genreId,
          starts_with: queryArg.startsWith,
        },
      }),
    }),
    getArtist: build.query<GetArtistApiResponse, GetArtistApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/artists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    listAlbums: build.query<ListAlbumsApiResponse, ListAlbumsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/albums`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
          sort: queryArg.sort,
          artist_id: queryArg.artistId,
          genre_id: queryArg.genreId,
          kind: queryArg.kind,
        },
      }),
    }),
    getAlbum: build.query<GetAlbumApiResponse, GetAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/albums/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    listSimilarAlbums: build.query<
      ListSimilarAlbumsApiResponse,
      ListSimilarAlbumsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/albums/${encodeURIComponent(String(queryArg.id))}/similar`,
      }),
    }),
    listTracks: build.query<ListTracksApiResponse, ListTracksApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
          sort: queryArg.sort,
          artist_id: queryArg.artistId,
          album_id: queryArg.albumId,
          genre_id: queryArg.genreId,
          media_type_id: queryArg.mediaTypeId,
          kind: queryArg.kind,
        },
      }),
    }),
    getTrack: build.query<GetTrackApiResponse, GetTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    listGenres: build.query<ListGenresApiResponse, ListGenresApiArg>({
      query: () => ({ url: `/api/v1/music/genres` }),
    }),
    getGenre: build.query<GetGenreApiResponse, GetGenreApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/genres/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    listMediaTypes: build.query<
      ListMediaTypesApiResponse,
      ListMediaTypesApiArg
    >({
      query: () => ({ url: `/api/v1/music/media-types` }),
    }),
    listPlaylists: build.query<ListPlaylistsApiResponse, ListPlaylistsApiArg>({
      query: () => ({ url: `/api/v1/music/playlists` }),
    }),
    getPlaylist: build.query<GetPlaylistApiResponse, GetPlaylistApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/playlists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    listPlaylistTracks: build.query<
      ListPlaylistTracksApiResponse,
      ListPlaylistTracksApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/playlists/${encodeURIComponent(String(queryArg.id))}/tracks`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    listTopAlbums: build.query<ListTopAlbumsApiResponse, ListTopAlbumsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/top-albums`,
        params: {
          limit: queryArg.limit,
        },
      }),
    }),
    listTopTracks: build.query<ListTopTracksApiResponse, ListTopTracksApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/top-tracks`,
        params: {
          limit: queryArg.limit,
        },
      }),
    }),
    listNewArrivals: build.query<
      ListNewArrivalsApiResponse,
      ListNewArrivalsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/new-arrivals`,
        params: {
          limit: queryArg.limit,
        },
      }),
    }),
    searchMusic: build.query<SearchMusicApiResponse, SearchMusicApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/search`,
        params: {
          q: queryArg.q,
          kind: queryArg.kind,
          genre_id: queryArg.genreId,
          limit: queryArg.limit,
        },
      }),
    }),
    suggestMusic: build.query<SuggestMusicApiResponse, SuggestMusicApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/suggest`,
        params: {
          q: queryArg.q,
          limit: queryArg.limit,
        },
      }),
    }),
    createTrackStream: build.mutation<
      CreateTrackStreamApiResponse,
      CreateTrackStreamApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks/${encodeURIComponent(String(queryArg.id))}/streams`,
        method: "POST",
      }),
    }),
    createTrackDownload: build.mutation<
      CreateTrackDownloadApiResponse,
      CreateTrackDownloadApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks/${encodeURIComponent(String(queryArg.id))}/downloads`,
        method: "POST",
      }),
    }),
    createAlbumDownload: build.mutation<
      CreateAlbumDownloadApiResponse,
      CreateAlbumDownloadApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/albums/${encodeURIComponent(String(queryArg.id))}/downloads`,
        method: "POST",
      }),
    }),
    register: build.mutation<RegisterApiResponse, RegisterApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/register`,
        method: "POST",
        body: queryArg.registration,
      }),
    }),
    verifyEmail: build.mutation<VerifyEmailApiResponse, VerifyEmailApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/verify`,
        method: "POST",
        body: queryArg.linkToken,
      }),
    }),
    resendVerification: build.mutation<
      ResendVerificationApiResponse,
      ResendVerificationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/resend-verification`,
        method: "POST",
        body: queryArg.addressOnly,
      }),
    }),
    signIn: build.mutation<SignInApiResponse, SignInApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/sign-in`,
        method: "POST",
        body: queryArg.credentials,
      }),
    }),
    refreshSession: build.mutation<
      RefreshSessionApiResponse,
      RefreshSessionApiArg
    >({
      query: () => ({ url: `/api/v1/auth/refresh`, method: "POST" }),
    }),
    signOut: build.mutation<SignOutApiResponse, SignOutApiArg>({
      query: () => ({ url: `/api/v1/auth/sign-out`, method: "POST" }),
    }),
    signOutEverywhere: build.mutation<
      SignOutEverywhereApiResponse,
      SignOutEverywhereApiArg
    >({
      query: () => ({
        url: `/api/v1/auth/sign-out-everywhere`,
        method: "POST",
      }),
    }),
    forgotPassword: build.mutation<
      ForgotPasswordApiResponse,
      ForgotPasswordApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/forgot-password`,
        method: "POST",
        body: queryArg.addressOnly,
      }),
    }),
    resetPassword: build.mutation<
      ResetPasswordApiResponse,
      ResetPasswordApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/reset-password`,
        method: "POST",
        body: queryArg.resetPassword,
      }),
    }),
    changePassword: build.mutation<
      ChangePasswordApiResponse,
      ChangePasswordApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/change-password`,
        method: "POST",
        body: queryArg.changePassword,
      }),
    }),
    listSessions: build.query<ListSessionsApiResponse, ListSessionsApiArg>({
      query: () => ({ url: `/api/v1/auth/sessions` }),
    }),
    revokeSession: build.mutation<
      RevokeSessionApiResponse,
      RevokeSessionApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/sessions/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    getProfile: build.query<GetProfileApiResponse, GetProfileApiArg>({
      query: () => ({ url: `/api/v1/customers/me` }),
    }),
    updateProfile: build.mutation<
      UpdateProfileApiResponse,
      UpdateProfileApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/customers/me`,
        method: "PATCH",
        body: queryArg.profileChange,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    deleteAccount: build.mutation<
      DeleteAccountApiResponse,
      DeleteAccountApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/customers/me`,
        method: "DELETE",
        body: queryArg.deleteAccount,
      }),
    }),
    listAddresses: build.query<ListAddressesApiResponse, ListAddressesApiArg>({
      query: () => ({ url: `/api/v1/customers/me/addresses` }),
    }),
    createAddress: build.mutation<
      CreateAddressApiResponse,
      CreateAddressApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/customers/me/addresses`,
        method: "POST",
        body: queryArg.newAddress,
      }),
    }),
    updateAddress: build.mutation<
      UpdateAddressApiResponse,
      UpdateAddressApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/customers/me/addresses/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.newAddress,
      }),
    }),
    deleteAddress: build.mutation<
      DeleteAddressApiResponse,
      DeleteAddressApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/customers/me/addresses/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    getOwned: build.query<GetOwnedApiResponse, GetOwnedApiArg>({
      query: () => ({ url: `/api/v1/customers/me/owned` }),
    }),
    exportAccount: build.query<ExportAccountApiResponse, ExportAccountApiArg>({
      query: () => ({ url: `/api/v1/customers/me/export` }),
    }),
    getCart: build.query<GetCartApiResponse, GetCartApiArg>({
      query: () => ({ url: `/api/v1/cart` }),
    }),
    clearCart: build.mutation<ClearCartApiResponse, ClearCartApiArg>({
      query: () => ({ url: `/api/v1/cart`, method: "DELETE" }),
    }),
    addCartItem: build.mutation<AddCartItemApiResponse, AddCartItemApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cart/items`,
        method: "POST",
        body: queryArg.itemRef,
      }),
    }),
    removeCartItem: build.mutation<
      RemoveCartItemApiResponse,
      RemoveCartItemApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/cart/items/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    mergeCart: build.mutation<MergeCartApiResponse, MergeCartApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cart/merge`,
        method: "POST",
        body: queryArg.itemList,
      }),
    }),
    quoteCart: build.mutation<QuoteCartApiResponse, QuoteCartApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cart/quote`,
        method: "POST",
        body: queryArg.itemList,
      }),
    }),
    createOrder: build.mutation<CreateOrderApiResponse, CreateOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders`,
        method: "POST",
        body: queryArg.placeOrder,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listOrders: build.query<ListOrdersApiResponse, ListOrdersApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    getOrder: build.query<GetOrderApiResponse, GetOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    payOrder: build.mutation<PayOrderApiResponse, PayOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/pay`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    settleOrder: build.mutation<SettleOrderApiResponse, SettleOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/settle`,
        method: "POST",
      }),
    }),
    cancelOrder: build.mutation<CancelOrderApiResponse, CancelOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/cancel`,
        method: "POST",
      }),
    }),
    createOrderDownload: build.mutation<
      CreateOrderDownloadApiResponse,
      CreateOrderDownloadApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/downloads`,
        method: "POST",
      }),
    }),
    getInvoice: build.query<GetInvoiceApiResponse, GetInvoiceApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/invoice`,
      }),
    }),
    listSongs: build.query<ListSongsApiResponse, ListSongsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/library/songs`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
          sort: queryArg.sort,
        },
      }),
    }),
    getSong: build.query<GetSongApiResponse, GetSongApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/library/songs/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedApi };
export type GetHomeApiResponse = /** status 200 ok */ Home;
export type GetHomeApiArg = void;
export type ListArtistsApiResponse = /** status 200 ok */ PageArtistSummary;
export type ListArtistsApiArg = {
  limit?: number;
  cursor?: string;
  sort?: "name" | "-name" | "popularity";
  genreId?: number;
  startsWith?: string;
};
export type GetArtistApiResponse = /** status 200 ok */ ArtistDetail;
export type GetArtistApiArg = {
  id: number;
};
export type ListAlbumsApiResponse = /** status 200 ok */ PageAlbumSummary;
export type ListAlbumsApiArg = {
  limit?: number;
  cursor?: string;
  sort?:
    | "title"
    | "-title"
    | "artist"
    | "newest"
    | "popularity"
    | "price"
    | "-price";
  artistId?: number;
  genreId?: number;
  kind?: Kind;
};
export type GetAlbumApiResponse = /** status 200 ok */ AlbumDetail;
export type GetAlbumApiArg = {
  id: number;
};
export type ListSimilarAlbumsApiResponse =
  /** status 200 ok */ ItemsAlbumSummary;
export type ListSimilarAlbumsApiArg = {
  id: number;
};
export type ListTracksApiResponse = /** status 200 ok */ PageTrack;
export type ListTracksApiArg = {
  limit?: number;
  cursor?: string;
  sort?:
    | "name"
    | "-name"
    | "artist"
    | "album"
    | "duration"
    | "-duration"
    | "price"
    | "-price"
    | "popularity";
  artistId?: number;
  albumId?: number;
  genreId?: number;
  mediaTypeId?: number;
  kind?: Kind;
};
export type GetTrackApiResponse = /** status 200 ok */ Track;
export type GetTrackApiArg = {
  id: number;
};
export type ListGenresApiResponse = /** status 200 ok */ ItemsGenre;
export type ListGenresApiArg = void;
export type GetGenreApiResponse = /** status 200 ok */ GenreDetail;
export type GetGenreApiArg = {
  id: number;
};
export type ListMediaTypesApiResponse = /** status 200 ok */ ItemsMediaType;
export type ListMediaTypesApiArg = void;
export type ListPlaylistsApiResponse =
  /** status 200 ok */ ItemsPlaylistSummary;
export type ListPlaylistsApiArg = void;
export type GetPlaylistApiResponse = /** status 200 ok */ PlaylistDetail;
export type GetPlaylistApiArg = {
  id: number;
};
export type ListPlaylistTracksApiResponse = /** status 200 ok */ PageTrack;
export type ListPlaylistTracksApiArg = {
  id: number;
  limit?: number;
  cursor?: string;
};
export type ListTopAlbumsApiResponse = /** status 200 ok */ ItemsAlbumSummary;
export type ListTopAlbumsApiArg = {
  limit?: number;
};
export type ListTopTracksApiResponse = /** status 200 ok */ ItemsTrack;
export type ListTopTracksApiArg = {
  limit?: number;
};
export type ListNewArrivalsApiResponse = /** status 200 ok */ ItemsAlbumSummary;
export type ListNewArrivalsApiArg = {
  limit?: number;
};
export type SearchMusicApiResponse = /** status 200 ok */ SearchResults;
export type SearchMusicApiArg = {
  q: string;
  kind?: SearchKind;
  genreId?: number;
  limit?: number;
};
export type SuggestMusicApiResponse = /** status 200 ok */ Suggestions;
export type SuggestMusicApiArg = {
  q: string;
  limit?: number;
};
export type CreateTrackStreamApiResponse = /** status 200 ok */ StreamLink;
export type CreateTrackStreamApiArg = {
  id: number;
};
export type CreateTrackDownloadApiResponse = /** status 200 ok */ DownloadLink;
export type CreateTrackDownloadApiArg = {
  id: number;
};
export type CreateAlbumDownloadApiResponse = /** status 200 ok */ DownloadLink;
export type CreateAlbumDownloadApiArg = {
  id: number;
};
export type RegisterApiResponse = /** status 202 ok */ Message;
export type RegisterApiArg = {
  registration: Registration;
};
export type VerifyEmailApiResponse = /** status 200 ok */ SignedIn;
export type VerifyEmailApiArg = {
  linkToken: LinkToken;
};
export type ResendVerificationApiResponse = /** status 202 ok */ Message;
export type ResendVerificationApiArg = {
  addressOnly: AddressOnly;
};
export type SignInApiResponse = /** status 200 ok */ SignedIn;
export type SignInApiArg = {
  credentials: Credentials;
};
export type RefreshSessionApiResponse = /** status 200 ok */ SignedIn;
export type RefreshSessionApiArg = void;
export type SignOutApiResponse = unknown;
export type SignOutApiArg = void;
export type SignOutEverywhereApiResponse = unknown;
export type SignOutEverywhereApiArg = void;
export type ForgotPasswordApiResponse = /** status 202 ok */ Message;
export type ForgotPasswordApiArg = {
  addressOnly: AddressOnly;
};
export type ResetPasswordApiResponse = /** status 200 ok */ SignedIn;
export type ResetPasswordApiArg = {
  resetPassword: ResetPassword;
};
export type ChangePasswordApiResponse = unknown;
export type ChangePasswordApiArg = {
  changePassword: ChangePassword;
};
export type ListSessionsApiResponse = /** status 200 ok */ ItemsSession;
export type ListSessionsApiArg = void;
export type RevokeSessionApiResponse = unknown;
export type RevokeSessionApiArg = {
  id: string;
};
export type GetProfileApiResponse = /** status 200 ok */ Profile;
export type GetProfileApiArg = void;
export type UpdateProfileApiResponse = /** status 200 ok */ Profile;
export type UpdateProfileApiArg = {
  "If-Match": string;
  profileChange: ProfileChange;
};
export type DeleteAccountApiResponse = unknown;
export type DeleteAccountApiArg = {
  deleteAccount: DeleteAccount;
};
export type ListAddressesApiResponse = /** status 200 ok */ ItemsAddress;
export type ListAddressesApiArg = void;
export type CreateAddressApiResponse = /** status 201 ok */ Address;
export type CreateAddressApiArg = {
  newAddress: NewAddress;
};
export type UpdateAddressApiResponse = /** status 200 ok */ Address;
export type UpdateAddressApiArg = {
  id: string;
  newAddress: NewAddress;
};
export type DeleteAddressApiResponse = unknown;
export type DeleteAddressApiArg = {
  id: string;
};
export type GetOwnedApiResponse = /** status 200 ok */ Owned;
export type GetOwnedApiArg = void;
export type ExportAccountApiResponse = /** status 200 ok */ string;
export type ExportAccountApiArg = void;
export type GetCartApiResponse = /** status 200 ok */ Cart;
export type GetCartApiArg = void;
export type ClearCartApiResponse = /** status 200 ok */ Cart;
export type ClearCartApiArg = void;
export type AddCartItemApiResponse = /** status 200 ok */ Cart;
export type AddCartItemApiArg = {
  itemRef: ItemRef;
};
export type RemoveCartItemApiResponse = /** status 200 ok */ Cart;
export type RemoveCartItemApiArg = {
  kind: CartKind;
  id: number;
};
export type MergeCartApiResponse = /** status 200 ok */ Cart;
export type MergeCartApiArg = {
  itemList: ItemList;
};
export type QuoteCartApiResponse = /** status 200 ok */ Cart;
export type QuoteCartApiArg = {
  itemList: ItemList;
};
export type CreateOrderApiResponse = /** status 201 ok */ Order;
export type CreateOrderApiArg = {
  "Idempotency-Key": string;
  placeOrder: PlaceOrder;
};
export type ListOrdersApiResponse = /** status 200 ok */ PageOrderSummary;
export type ListOrdersApiArg = {
  limit?: number;
  cursor?: string;
};
export type GetOrderApiResponse = /** status 200 ok */ Order;
export type GetOrderApiArg = {
  id: string;
};
export type PayOrderApiResponse = /** status 200 ok */ PaymentPage;
export type PayOrderApiArg = {
  id: string;
  "Idempotency-Key": string;
};
export type SettleOrderApiResponse = /** status 200 ok */ Order;
export type SettleOrderApiArg = {
  id: string;
};
export type CancelOrderApiResponse = /** status 200 ok */ Order;
export type CancelOrderApiArg = {
  id: string;
};
export type CreateOrderDownloadApiResponse = /** status 200 ok */ DownloadLink;
export type CreateOrderDownloadApiArg = {
  id: string;
};
export type GetInvoiceApiResponse = /** status 200 ok */ Invoice;
export type GetInvoiceApiArg = {
  id: string;
};
export type ListSongsApiResponse = /** status 200 ok */ PageSong;
export type ListSongsApiArg = {
  limit?: number;
  cursor?: string;
  sort?: "-added" | "added" | "title" | "artist" | "album";
};
export type GetSongApiResponse = /** status 200 ok */ Song;
export type GetSongApiArg = {
  id: string;
};
export type ArtistRef = {
  id: number;
  name: string;
};
export type AlbumKind = "audio" | "video" | "mixed";
export type GenreRef = {
  id: number;
  name: string;
};
export type Money = {
  amount: number;
  currency: string;
};
export type AlbumSummary = {
  id: number;
  title: string;
  artist: ArtistRef;
  cover_url: string;
  track_count: number;
  kind: AlbumKind;
  genre?: null | GenreRef;
  price: Money;
  duration_ms: number;
};
export type AlbumRef = {
  id: number;
  title: string;
  cover_url: string;
};
export type MediaTypeRef = {
  id: number;
  name: string;
};
export type Kind = "audio" | "video";
export type Track = {
  id: number;
  name: string;
  position?: number | null;
  album?: null | AlbumRef;
  artist?: null | ArtistRef;
  composer?: string | null;
  genre?: null | GenreRef;
  media_type: MediaTypeRef;
  kind: Kind;
  duration_ms: number;
  price: Money;
  preview_url: string;
};
export type Genre = {
  id: number;
  name: string;
  cover_url: string;
  album_count: number;
  track_count: number;
};
export type PlaylistSummary = {
  id: number;
  name: string;
  cover_url: string;
  track_count: number;
  duration_ms: number;
};
export type Home = {
  featured: AlbumSummary[];
  new_arrivals: AlbumSummary[];
  top_albums: AlbumSummary[];
  top_tracks: Track[];
  genres: Genre[];
  playlists: PlaylistSummary[];
};
export type ArtistSummary = {
  id: number;
  name: string;
  image_url: string;
  album_count: number;
  track_count: number;
  genres: GenreRef[];
};
export type PageArtistSummary = {
  items: ArtistSummary[];
  next_cursor?: string | null;
};
export type ArtistDetail = {
  id: number;
  name: string;
  image_url: string;
  album_count: number;
  track_count: number;
  genres: GenreRef[];
  albums: AlbumSummary[];
  appears_on: AlbumSummary[];
  top_tracks: Track[];
  similar: ArtistSummary[];
};
export type PageAlbumSummary = {
  items: AlbumSummary[];
  next_cursor?: string | null;
};
export type AlbumDetail = {
  id: number;
  title: string;
  artist: ArtistRef;
  cover_url: string;
  track_count: number;
  kind: AlbumKind;
  genre?: null | GenreRef;
  price: Money;
  duration_ms: number;
  list_price: Money;
  discount_percent: number;
  genres: GenreRef[];
  tracks: Track[];
  similar: AlbumSummary[];
  more_by_artist: AlbumSummary[];
};
export type ItemsAlbumSummary = {
  items: AlbumSummary[];
};
export type PageTrack = {
  items: Track[];
  next_cursor?: string | null;
};
export type ItemsGenre = {
  items: Genre[];
};
export type GenreDetail = {
  id: number;
  name: string;
  cover_url: string;
  album_count: number;
  track_count: number;
  top_albums: AlbumSummary[];
  new_albums: AlbumSummary[];
  top_artists: ArtistSummary[];
  top_tracks: Track[];
};
export type MediaType = {
  id: number;
  name: string;
  kind: Kind;
  track_count: number;
};
export type ItemsMediaType = {
  items: MediaType[];
};
export type ItemsPlaylistSummary = {
  items: PlaylistSummary[];
};
export type PlaylistDetail = {
  id: number;
  name: string;
  cover_url: string;
  track_count: number;
  duration_ms: number;
  genres: GenreRef[];
};
export type ItemsTrack = {
  items: Track[];
};
export type HighlightPart = {
  text: string;
  hit: boolean;
};
export type ArtistHit = {
  item: ArtistSummary;
  highlight: HighlightPart[];
};
export type AlbumHit = {
  item: AlbumSummary;
  highlight: HighlightPart[];
};
export type TrackHit = {
  item: Track;
  highlight: HighlightPart[];
};
export type SearchKind = "artist" | "album" | "track";
export type KindFacet = {
  kind: SearchKind;
  count: number;
};
export type GenreFacet = {
  genre: GenreRef;
  count: number;
};
export type SearchFacets = {
  kinds: KindFacet[];
  genres: GenreFacet[];
};
export type SearchResults = {
  query: string;
  corrected?: string | null;
  total: number;
  artists: ArtistHit[];
  albums: AlbumHit[];
  tracks: TrackHit[];
  facets: SearchFacets;
};
export type SuggestionItem = {
  kind: SearchKind;
  id: number;
  title: string;
  subtitle?: string | null;
  image_url: string;
  highlight: HighlightPart[];
};
export type Suggestions = {
  items: SuggestionItem[];
};
export type StreamLink = {
  url: string;
  expires_at: string;
};
export type DownloadLink = {
  url: string;
  filename: string;
  expires_at: string;
  uses: number;
};
export type Message = {
  message: string;
};
export type Registration = {
  email: string;
  password: string;
  first_name: string;
  last_name: string;
  country?: string | null;
};
export type AccountKind = "customer" | "staff";
export type Role = "general_manager" | "sales_manager" | "support_agent" | "it";
export type Account = {
  id: string;
  email: string;
  kind: AccountKind;
  role?: null | Role;
  display_name: string;
  customer_id?: number | null;
};
export type SignedIn = {
  access_token: string;
  expires_in: number;
  account: Account;
};
export type LinkToken = {
  token: string;
};
export type AddressOnly = {
  email: string;
};
export type Credentials = {
  email: string;
  password: string;
};
export type ResetPassword = {
  token: string;
  password: string;
};
export type ChangePassword = {
  current_password: string;
  new_password: string;
};
export type Session = {
  id: string;
  current: boolean;
  created_at: string;
  last_used_at: string;
  user_agent?: string | null;
  ip?: string | null;
};
export type ItemsSession = {
  items: Session[];
};
export type Theme = "system" | "light" | "dark";
export type Preferences = {
  newsletter: boolean;
  theme: Theme;
};
export type Profile = {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  company?: string | null;
  phone?: string | null;
  preferences: Preferences;
  created_at: string;
};
export type ProfileChange = {
  first_name?: string;
  last_name?: string;
  company?: string | null;
  phone?: string | null;
  preferences?: Preferences;
};
export type DeleteAccount = {
  password: string;
};
export type Address = {
  id: string;
  name: string;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postal_code?: string | null;
  country: string;
  is_default: boolean;
};
export type ItemsAddress = {
  items: Address[];
};
export type NewAddress = {
  name: string;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postal_code?: string | null;
  country: string;
  is_default?: boolean;
};
export type Owned = {
  track_ids: number[];
  album_ids: number[];
};
export type CartKind = "track" | "album";
export type CartNotice = "already_owned" | "in_album" | "withdrawn";
export type CartItem = {
  kind: CartKind;
  id: number;
  title: string;
  artist_name?: string | null;
  cover_url: string;
  track_count: number;
  list_price: Money;
  price: Money;
  notice?: null | CartNotice;
};
export type Cart = {
  items: CartItem[];
  item_count: number;
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
};
export type ItemRef = {
  kind: CartKind;
  id: number;
};
export type ItemList = {
  items: ItemRef[];
};
export type OrderStatus =
  | "pending_payment"
  | "processing"
  | "paid"
  | "fulfilled"
  | "expired"
  | "canceled"
  | "partially_refunded"
  | "refunded"
  | "disputed";
export type Billing = {
  name: string;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postal_code?: string | null;
  country?: string | null;
};
export type OrderLineTrack = {
  id: number;
  name: string;
  duration_ms: number;
};
export type OrderLine = {
  id: string;
  kind: CartKind;
  ref_id: number;
  title: string;
  artist_name?: string | null;
  cover_url?: string | null;
  unit_price: Money;
  discount: Money;
  quantity: number;
  tracks: OrderLineTrack[];
  downloadable: boolean;
};
export type Order = {
  id: string;
  number: string;
  status: OrderStatus;
  placed_at: string;
  paid_at?: string | null;
  expires_at?: string | null;
  currency: string;
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
  refunded: Money;
  billing: Billing;
  lines: OrderLine[];
  invoice_number?: number | null;
  last_payment_problem?: string | null;
};
export type PlaceOrder = {
  expected_total: Money;
  billing: Billing;
};
export type OrderSummary = {
  id: string;
  number: string;
  status: OrderStatus;
  placed_at: string;
  total: Money;
  item_count: number;
  cover_urls: string[];
};
export type PageOrderSummary = {
  items: OrderSummary[];
  next_cursor?: string | null;
};
export type PaymentPage = {
  redirect_url: string;
};
export type InvoiceSeller = {
  name: string;
  address_lines: string[];
};
export type InvoiceLine = {
  description: string;
  quantity: number;
  unit_price: Money;
  total: Money;
};
export type Invoice = {
  number: number;
  issued_at: string;
  seller: InvoiceSeller;
  customer_name: string;
  billing: Billing;
  lines: InvoiceLine[];
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
  paid_with: string;
};
export type Song = {
  id: string;
  title: string;
  artist: string;
  album?: string | null;
  genre?: string | null;
  duration_ms: number;
  track_id?: number | null;
  cover_url: string;
  added_at: string;
  source: string;
};
export type PageSong = {
  items: Song[];
  next_cursor?: string | null;
};
export const {
  useGetHomeQuery,
  useListArtistsQuery,
  useGetArtistQuery,
  useListAlbumsQuery,
  useGetAlbumQuery,
  useListSimilarAlbumsQuery,
  useListTracksQuery,
  useGetTrackQuery,
  useListGenresQuery,
  useGetGenreQuery,
  useListMediaTypesQuery,
  useListPlaylistsQuery,
  useGetPlaylistQuery,
  useListPlaylistTracksQuery,
  useListTopAlbumsQuery,
  useListTopTracksQuery,
  useListNewArrivalsQuery,
  useSearchMusicQuery,
  useSuggestMusicQuery,
  useCreateTrackStreamMutation,
  useCreateTrackDownloadMutation,
  useCreateAlbumDownloadMutation,
  useRegisterMutation,
  useVerifyEmailMutation,
  useResendVerificationMutation,
  useSignInMutation,
  useRefreshSessionMutation,
  useSignOutMutation,
  useSignOutEverywhereMutation,
  useForgotPasswordMutation,
  useResetPasswordMutation,
  useChangePasswordMutation,
  useListSessionsQuery,
  useRevokeSessionMutation,
  useGetProfileQuery,
  useUpdateProfileMutation,
  useDeleteAccountMutation,
  useListAddressesQuery,
  useCreateAddressMutation,
  useUpdateAddressMutation,
  useDeleteAddressMutation,
  useGetOwnedQuery,
  useExportAccountQuery,
  useGetCartQuery,
  useClearCartMutation,
  useAddCartItemMutation,
  useRemoveCartItemMutation,
  useMergeCartMutation,
  useQuoteCartMutation,
  useCreateOrderMutation,
  useListOrdersQuery,
  useGetOrderQuery,
  usePayOrderMutation,
  useSettleOrderMutation,
  useCancelOrderMutation,
  useCreateOrderDownloadMutation,
  useGetInvoiceQuery,
  useListSongsQuery,
  useGetSongQuery,
} = injectedRtkApi;

import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
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
    forgotPassword: build.mutation<
      ForgotPasswordApiResponse,
      ForgotPasswordApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/forgot-password`,
        method: "POST",
        body: queryArg.emailRequest,
      }),
    }),
    refreshSession: build.mutation<
      RefreshSessionApiResponse,
      RefreshSessionApiArg
    >({
      query: () => ({ url: `/api/v1/auth/refresh`, method: "POST" }),
    }),
    register: build.mutation<RegisterApiResponse, RegisterApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/register`,
        method: "POST",
        body: queryArg.registration,
      }),
    }),
    resendVerification: build.mutation<
      ResendVerificationApiResponse,
      ResendVerificationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/resend-verification`,
        method: "POST",
        body: queryArg.emailRequest,
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
    getSecondFactor: build.query<
      GetSecondFactorApiResponse,
      GetSecondFactorApiArg
    >({
      query: () => ({ url: `/api/v1/auth/second-factor` }),
    }),
    beginEnrolment: build.mutation<
      BeginEnrolmentApiResponse,
      BeginEnrolmentApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/enrolment`,
        method: "POST",
        body: queryArg.challenge,
      }),
    }),
    finishEnrolment: build.mutation<
      FinishEnrolmentApiResponse,
      FinishEnrolmentApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/enrolment/confirm`,
        method: "POST",
        body: queryArg.challengeAnswer,
      }),
    }),
    renewRecoveryCodes: build.mutation<
      RenewRecoveryCodesApiResponse,
      RenewRecoveryCodesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/recovery-codes`,
        method: "POST",
        body: queryArg.factorCode,
      }),
    }),
    setUpSecondFactor: build.mutation<
      SetUpSecondFactorApiResponse,
      SetUpSecondFactorApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/setup`,
        method: "POST",
        body: queryArg.ownPassword,
      }),
    }),
    finishSignIn: build.mutation<FinishSignInApiResponse, FinishSignInApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/sign-in`,
        method: "POST",
        body: queryArg.challengeAnswer,
      }),
    }),
    turnOffSecondFactor: build.mutation<
      TurnOffSecondFactorApiResponse,
      TurnOffSecondFactorApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/turn-off`,
        method: "POST",
        body: queryArg.factorCode,
      }),
    }),
    turnOnSecondFactor: build.mutation<
      TurnOnSecondFactorApiResponse,
      TurnOnSecondFactorApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/second-factor/turn-on`,
        method: "POST",
        body: queryArg.factorCode,
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
    signIn: build.mutation<SignInApiResponse, SignInApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/sign-in`,
        method: "POST",
        body: queryArg.credentials,
      }),
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
    verifyEmail: build.mutation<VerifyEmailApiResponse, VerifyEmailApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/verify`,
        method: "POST",
        body: queryArg.linkToken,
      }),
    }),
    getCart: build.query<GetCartApiResponse, GetCartApiArg>({
      query: () => ({ url: `/api/v1/cart` }),
    }),
    clearCart: build.mutation<ClearCartApiResponse, ClearCartApiArg>({
      query: () => ({ url: `/api/v1/cart`, method: "DELETE" }),
    }),
    setCartCode: build.mutation<SetCartCodeApiResponse, SetCartCodeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cart/code`,
        method: "PUT",
        body: queryArg.codeEntry,
      }),
    }),
    removeCartCode: build.mutation<
      RemoveCartCodeApiResponse,
      RemoveCartCodeApiArg
    >({
      query: () => ({ url: `/api/v1/cart/code`, method: "DELETE" }),
    }),
    setCartGiftCard: build.mutation<
      SetCartGiftCardApiResponse,
      SetCartGiftCardApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/cart/gift-card`,
        method: "PUT",
        body: queryArg.giftCardChoice,
      }),
    }),
    removeCartGiftCard: build.mutation<
      RemoveCartGiftCardApiResponse,
      RemoveCartGiftCardApiArg
    >({
      query: () => ({ url: `/api/v1/cart/gift-card`, method: "DELETE" }),
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
    getProfile: build.query<GetProfileApiResponse, GetProfileApiArg>({
      query: () => ({ url: `/api/v1/customers/me` }),
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
    exportAccount: build.query<ExportAccountApiResponse, ExportAccountApiArg>({
      query: () => ({ url: `/api/v1/customers/me/export` }),
    }),
    getOwned: build.query<GetOwnedApiResponse, GetOwnedApiArg>({
      query: () => ({ url: `/api/v1/customers/me/owned` }),
    }),
    listOwnGiftCards: build.query<
      ListOwnGiftCardsApiResponse,
      ListOwnGiftCardsApiArg
    >({
      query: () => ({ url: `/api/v1/gift-cards` }),
    }),
    receiveMail: build.mutation<ReceiveMailApiResponse, ReceiveMailApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/mail/inbound`,
        method: "POST",
        body: queryArg.body,
      }),
    }),
    getAttachment: build.query<GetAttachmentApiResponse, GetAttachmentApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/media/attachments/${encodeURIComponent(String(queryArg.id))}`,
        params: {
          expires: queryArg.expires,
          signature: queryArg.signature,
        },
      }),
    }),
    getDownload: build.query<GetDownloadApiResponse, GetDownloadApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/media/downloads/${encodeURIComponent(String(queryArg.grant))}`,
        params: {
          expires: queryArg.expires,
          signature: queryArg.signature,
        },
      }),
    }),
    getStream: build.query<GetStreamApiResponse, GetStreamApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/media/streams/${encodeURIComponent(String(queryArg.track))}`,
        params: {
          customer: queryArg.customer,
          expires: queryArg.expires,
          signature: queryArg.signature,
        },
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
    getAlbumCover: build.query<GetAlbumCoverApiResponse, GetAlbumCoverApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/albums/${encodeURIComponent(String(queryArg.id))}/cover`,
        params: {
          v: queryArg.v,
        },
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
    listSimilarAlbums: build.query<
      ListSimilarAlbumsApiResponse,
      ListSimilarAlbumsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/albums/${encodeURIComponent(String(queryArg.id))}/similar`,
        params: {
          limit: queryArg.limit,
        },
      }),
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
    getArtistImage: build.query<
      GetArtistImageApiResponse,
      GetArtistImageApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/artists/${encodeURIComponent(String(queryArg.id))}/image`,
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
    getGenreCover: build.query<GetGenreCoverApiResponse, GetGenreCoverApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/genres/${encodeURIComponent(String(queryArg.id))}/cover`,
      }),
    }),
    getHome: build.query<GetHomeApiResponse, GetHomeApiArg>({
      query: () => ({ url: `/api/v1/music/home` }),
    }),
    listMediaTypes: build.query<
      ListMediaTypesApiResponse,
      ListMediaTypesApiArg
    >({
      query: () => ({ url: `/api/v1/music/media-types` }),
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
    listPlaylists: build.query<ListPlaylistsApiResponse, ListPlaylistsApiArg>({
      query: () => ({ url: `/api/v1/music/playlists` }),
    }),
    getPlaylist: build.query<GetPlaylistApiResponse, GetPlaylistApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/music/playlists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    getPlaylistCover: build.query<
      GetPlaylistCoverApiResponse,
      GetPlaylistCoverApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/playlists/${encodeURIComponent(String(queryArg.id))}/cover`,
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
    createTrackDownload: build.mutation<
      CreateTrackDownloadApiResponse,
      CreateTrackDownloadApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks/${encodeURIComponent(String(queryArg.id))}/downloads`,
        method: "POST",
      }),
    }),
    getTrackPreview: build.query<
      GetTrackPreviewApiResponse,
      GetTrackPreviewApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/music/tracks/${encodeURIComponent(String(queryArg.id))}/preview`,
        params: {
          expires: queryArg.expires,
          signature: queryArg.signature,
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
    listOrders: build.query<ListOrdersApiResponse, ListOrdersApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
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
    getOrder: build.query<GetOrderApiResponse, GetOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}`,
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
    getInvoiceHtml: build.query<
      GetInvoiceHtmlApiResponse,
      GetInvoiceHtmlApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/invoice.html`,
      }),
    }),
    getInvoicePdf: build.query<GetInvoicePdfApiResponse, GetInvoicePdfApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/orders/${encodeURIComponent(String(queryArg.id))}/invoice.pdf`,
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
    listPartnerOrders: build.query<
      ListPartnerOrdersApiResponse,
      ListPartnerOrdersApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/partner/orders`,
        params: {
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    listPartnerSales: build.query<
      ListPartnerSalesApiResponse,
      ListPartnerSalesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/partner/sales`,
        params: {
          from: queryArg["from"],
          until: queryArg.until,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    listPartnerTracks: build.query<
      ListPartnerTracksApiResponse,
      ListPartnerTracksApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/partner/tracks`,
        params: {
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    getPublicPage: build.query<GetPublicPageApiResponse, GetPublicPageApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/profiles/${encodeURIComponent(String(queryArg.handle))}`,
      }),
    }),
    getPublicPlaylist: build.query<
      GetPublicPlaylistApiResponse,
      GetPublicPlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/profiles/${encodeURIComponent(String(queryArg.handle))}/playlists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    redeemCode: build.mutation<RedeemCodeApiResponse, RedeemCodeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/redeem`,
        method: "POST",
        body: queryArg.codeEntry,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getSharedPlaylist: build.query<
      GetSharedPlaylistApiResponse,
      GetSharedPlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/shared/${encodeURIComponent(String(queryArg.token))}`,
      }),
    }),
    uploadMyAttachment: build.mutation<
      UploadMyAttachmentApiResponse,
      UploadMyAttachmentApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/support/attachments`,
        method: "POST",
        body: queryArg.body,
        params: {
          file_name: queryArg.fileName,
        },
      }),
    }),
    listMyTickets: build.query<ListMyTicketsApiResponse, ListMyTicketsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/support/tickets`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createMyTicket: build.mutation<
      CreateMyTicketApiResponse,
      CreateMyTicketApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/support/tickets`,
        method: "POST",
        body: queryArg.newTicket,
      }),
    }),
    getMyTicket: build.query<GetMyTicketApiResponse, GetMyTicketApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/support/tickets/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    addMyTicketMessage: build.mutation<
      AddMyTicketMessageApiResponse,
      AddMyTicketMessageApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/support/tickets/${encodeURIComponent(String(queryArg.id))}/messages`,
        method: "POST",
        body: queryArg.newMessage,
      }),
    }),
    settleMyTicket: build.mutation<
      SettleMyTicketApiResponse,
      SettleMyTicketApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/support/tickets/${encodeURIComponent(String(queryArg.id))}/settle`,
        method: "POST",
      }),
    }),
    receiveTestWebhook: build.mutation<
      ReceiveTestWebhookApiResponse,
      ReceiveTestWebhookApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/webhooks/test`,
        method: "POST",
        body: queryArg.body,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedApi };
export type ChangePasswordApiResponse = unknown;
export type ChangePasswordApiArg = {
  changePassword: ChangePassword;
};
export type ForgotPasswordApiResponse = /** status 202  */ Accepted;
export type ForgotPasswordApiArg = {
  emailRequest: EmailRequest;
};
export type RefreshSessionApiResponse = /** status 200  */ SignedIn;
export type RefreshSessionApiArg = void;
export type RegisterApiResponse = /** status 202  */ Accepted;
export type RegisterApiArg = {
  registration: Registration;
};
export type ResendVerificationApiResponse = /** status 202  */ Accepted;
export type ResendVerificationApiArg = {
  emailRequest: EmailRequest;
};
export type ResetPasswordApiResponse =
  /** status 200  */ SignedIn | /** status 202  */ SecondFactorRequired;
export type ResetPasswordApiArg = {
  resetPassword: ResetPassword;
};
export type GetSecondFactorApiResponse = /** status 200  */ SecondFactor;
export type GetSecondFactorApiArg = void;
export type BeginEnrolmentApiResponse = /** status 200  */ SecondFactorSetup;
export type BeginEnrolmentApiArg = {
  challenge: Challenge;
};
export type FinishEnrolmentApiResponse = /** status 200  */ Enrolled;
export type FinishEnrolmentApiArg = {
  challengeAnswer: ChallengeAnswer;
};
export type RenewRecoveryCodesApiResponse = /** status 200  */ RecoveryCodes;
export type RenewRecoveryCodesApiArg = {
  factorCode: FactorCode;
};
export type SetUpSecondFactorApiResponse = /** status 200  */ SecondFactorSetup;
export type SetUpSecondFactorApiArg = {
  ownPassword: OwnPassword;
};
export type FinishSignInApiResponse = /** status 200  */ SignedIn;
export type FinishSignInApiArg = {
  challengeAnswer: ChallengeAnswer;
};
export type TurnOffSecondFactorApiResponse = unknown;
export type TurnOffSecondFactorApiArg = {
  factorCode: FactorCode;
};
export type TurnOnSecondFactorApiResponse = /** status 200  */ RecoveryCodes;
export type TurnOnSecondFactorApiArg = {
  factorCode: FactorCode;
};
export type ListSessionsApiResponse = /** status 200  */ SessionList;
export type ListSessionsApiArg = void;
export type RevokeSessionApiResponse = unknown;
export type RevokeSessionApiArg = {
  id: SessionId;
};
export type SignInApiResponse =
  /** status 200  */ SignedIn | /** status 202  */ SecondFactorRequired;
export type SignInApiArg = {
  credentials: Credentials;
};
export type SignOutApiResponse = unknown;
export type SignOutApiArg = void;
export type SignOutEverywhereApiResponse = unknown;
export type SignOutEverywhereApiArg = void;
export type VerifyEmailApiResponse =
  /** status 200  */ SignedIn | /** status 202  */ SecondFactorRequired;
export type VerifyEmailApiArg = {
  linkToken: LinkToken;
};
export type GetCartApiResponse = /** status 200  */ Cart;
export type GetCartApiArg = void;
export type ClearCartApiResponse = /** status 200  */ Cart;
export type ClearCartApiArg = void;
export type SetCartCodeApiResponse = /** status 200  */ Cart;
export type SetCartCodeApiArg = {
  codeEntry: CodeEntry;
};
export type RemoveCartCodeApiResponse = /** status 200  */ Cart;
export type RemoveCartCodeApiArg = void;
export type SetCartGiftCardApiResponse = /** status 200  */ Cart;
export type SetCartGiftCardApiArg = {
  giftCardChoice: GiftCardChoice;
};
export type RemoveCartGiftCardApiResponse = /** status 200  */ Cart;
export type RemoveCartGiftCardApiArg = void;
export type AddCartItemApiResponse = /** status 200  */ Cart;
export type AddCartItemApiArg = {
  itemRef: ItemRef;
};
export type RemoveCartItemApiResponse = /** status 200  */ Cart;
export type RemoveCartItemApiArg = {
  kind: ItemKind;
  id: number;
};
export type MergeCartApiResponse = /** status 200  */ Cart;
export type MergeCartApiArg = {
  itemList: ItemList;
};
export type QuoteCartApiResponse = /** status 200  */ Cart;
export type QuoteCartApiArg = {
  itemList: ItemList;
};
export type GetProfileApiResponse = /** status 200  */ Profile;
export type GetProfileApiArg = void;
export type DeleteAccountApiResponse = unknown;
export type DeleteAccountApiArg = {
  deleteAccount: DeleteAccount;
};
export type UpdateProfileApiResponse = /** status 200  */ Profile;
export type UpdateProfileApiArg = {
  /** The ETag of what you edit */
  "If-Match": string;
  profileChange: ProfileChange;
};
export type ListAddressesApiResponse = /** status 200  */ ListAddress;
export type ListAddressesApiArg = void;
export type CreateAddressApiResponse = /** status 201  */ Address;
export type CreateAddressApiArg = {
  newAddress: NewAddress;
};
export type UpdateAddressApiResponse = /** status 200  */ Address;
export type UpdateAddressApiArg = {
  id: AddressId;
  newAddress: NewAddress;
};
export type DeleteAddressApiResponse = unknown;
export type DeleteAddressApiArg = {
  id: AddressId;
};
export type ExportAccountApiResponse = /** status 200  */ any;
export type ExportAccountApiArg = void;
export type GetOwnedApiResponse = /** status 200  */ Owned;
export type GetOwnedApiArg = void;
export type ListOwnGiftCardsApiResponse = /** status 200  */ OwnGiftCards;
export type ListOwnGiftCardsApiArg = void;
export type ReceiveMailApiResponse = /** status 200  */ ReceivedMail;
export type ReceiveMailApiArg = {
  body: string;
};
export type GetAttachmentApiResponse = /** status 200  */ number[];
export type GetAttachmentApiArg = {
  id: AttachmentId;
  expires: string;
  signature: string;
};
export type GetDownloadApiResponse =
  /** status 200  */ number[] | /** status 206  */ number[];
export type GetDownloadApiArg = {
  grant: string;
  expires: string;
  signature: string;
};
export type GetStreamApiResponse =
  /** status 200  */ number[] | /** status 206  */ number[];
export type GetStreamApiArg = {
  track: number;
  /** Whose stream it is. */
  customer: number;
  expires: string;
  signature: string;
};
export type ListAlbumsApiResponse = /** status 200  */ PageAlbumSummary;
export type ListAlbumsApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
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
  /** Albums with at least one track of the genre. */
  genreId?: number;
  kind?: "audio" | "video" | "mixed";
};
export type GetAlbumApiResponse = /** status 200  */ AlbumDetail;
export type GetAlbumApiArg = {
  id: number;
};
export type GetAlbumCoverApiResponse = /** status 200  */ string;
export type GetAlbumCoverApiArg = {
  id: AlbumId;
  /** Any text: another one makes browsers ask again. */
  v?: string;
};
export type CreateAlbumDownloadApiResponse = /** status 201  */ DownloadLink;
export type CreateAlbumDownloadApiArg = {
  id: number;
};
export type ListSimilarAlbumsApiResponse = /** status 200  */ ListAlbumSummary;
export type ListSimilarAlbumsApiArg = {
  id: number;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
};
export type ListArtistsApiResponse = /** status 200  */ PageArtistSummary;
export type ListArtistsApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
  sort?: "name" | "-name" | "popularity";
  genreId?: number;
  /** How the name begins, without its article; `#` for what begins with no letter. */
  startsWith?: string;
};
export type GetArtistApiResponse = /** status 200  */ ArtistDetail;
export type GetArtistApiArg = {
  id: number;
};
export type GetArtistImageApiResponse = /** status 200  */ string;
export type GetArtistImageApiArg = {
  id: ArtistId;
};
export type ListGenresApiResponse = /** status 200  */ ListGenre;
export type ListGenresApiArg = void;
export type GetGenreApiResponse = /** status 200  */ GenreDetail;
export type GetGenreApiArg = {
  id: number;
};
export type GetGenreCoverApiResponse = /** status 200  */ string;
export type GetGenreCoverApiArg = {
  id: GenreId;
};
export type GetHomeApiResponse = /** status 200  */ Home;
export type GetHomeApiArg = void;
export type ListMediaTypesApiResponse = /** status 200  */ ListMediaType;
export type ListMediaTypesApiArg = void;
export type ListNewArrivalsApiResponse = /** status 200  */ ListAlbumSummary;
export type ListNewArrivalsApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
};
export type ListPlaylistsApiResponse = /** status 200  */ ListPlaylistSummary;
export type ListPlaylistsApiArg = void;
export type GetPlaylistApiResponse = /** status 200  */ PlaylistDetail;
export type GetPlaylistApiArg = {
  id: number;
};
export type GetPlaylistCoverApiResponse = /** status 200  */ string;
export type GetPlaylistCoverApiArg = {
  id: PlaylistId;
};
export type ListPlaylistTracksApiResponse = /** status 200  */ PageTrack;
export type ListPlaylistTracksApiArg = {
  id: number;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type SearchMusicApiResponse = /** status 200  */ SearchResults;
export type SearchMusicApiArg = {
  /** Words as the listener types them: accents, case, punctuation and small errors are forgiven. */
  q: string;
  /** Only artists, albums or tracks. */
  kind?: SearchKind;
  /** Only this genre. */
  genreId?: GenreId;
  /** Hits of each kind, 1 to 100; default 20. */
  limit?: number;
};
export type SuggestMusicApiResponse = /** status 200  */ Suggestions;
export type SuggestMusicApiArg = {
  /** What has been typed so far. */
  q: string;
  /** Proposals, 1 to 20; default 8. */
  limit?: number;
};
export type ListTopAlbumsApiResponse = /** status 200  */ ListAlbumSummary;
export type ListTopAlbumsApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
};
export type ListTopTracksApiResponse = /** status 200  */ ListTrack;
export type ListTopTracksApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
};
export type ListTracksApiResponse = /** status 200  */ PageTrack;
export type ListTracksApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
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
  kind?: "audio" | "video";
};
export type GetTrackApiResponse = /** status 200  */ Track;
export type GetTrackApiArg = {
  id: number;
};
export type CreateTrackDownloadApiResponse = /** status 201  */ DownloadLink;
export type CreateTrackDownloadApiArg = {
  id: number;
};
export type GetTrackPreviewApiResponse =
  /** status 200  */ number[] | /** status 206  */ number[];
export type GetTrackPreviewApiArg = {
  id: TrackId;
  expires?: string;
  signature?: string;
};
export type CreateTrackStreamApiResponse = /** status 201  */ StreamLink;
export type CreateTrackStreamApiArg = {
  id: number;
};
export type ListOrdersApiResponse = /** status 200  */ PageOrderSummary;
export type ListOrdersApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateOrderApiResponse = /** status 201  */ Order;
export type CreateOrderApiArg = {
  /** A fresh UUID for each order */
  "Idempotency-Key": string;
  placeOrder: PlaceOrder;
};
export type GetOrderApiResponse = /** status 200  */ Order;
export type GetOrderApiArg = {
  id: OrderId;
};
export type CancelOrderApiResponse = /** status 200  */ Order;
export type CancelOrderApiArg = {
  id: OrderId;
};
export type CreateOrderDownloadApiResponse = /** status 201  */ DownloadLink;
export type CreateOrderDownloadApiArg = {
  id: OrderId;
};
export type GetInvoiceApiResponse = /** status 200  */ Invoice;
export type GetInvoiceApiArg = {
  id: OrderId;
};
export type GetInvoiceHtmlApiResponse = /** status 200  */ string;
export type GetInvoiceHtmlApiArg = {
  id: OrderId;
};
export type GetInvoicePdfApiResponse = /** status 200  */ number[];
export type GetInvoicePdfApiArg = {
  id: OrderId;
};
export type PayOrderApiResponse = /** status 200  */ PaymentPage;
export type PayOrderApiArg = {
  id: OrderId;
  /** A fresh UUID for each press of the button */
  "Idempotency-Key": string;
};
export type SettleOrderApiResponse = /** status 200  */ Order;
export type SettleOrderApiArg = {
  id: OrderId;
};
export type ListPartnerOrdersApiResponse = /** status 200  */ PagePartnerOrder;
export type ListPartnerOrdersApiArg = {
  cursor?: string;
  limit?: number;
};
export type ListPartnerSalesApiResponse = /** status 200  */ PagePartnerSale;
export type ListPartnerSalesApiArg = {
  from?: Timestamp;
  until?: Timestamp;
  cursor?: string;
  limit?: number;
};
export type ListPartnerTracksApiResponse = /** status 200  */ PagePartnerTrack;
export type ListPartnerTracksApiArg = {
  cursor?: string;
  limit?: number;
};
export type GetPublicPageApiResponse = /** status 200  */ PublicPage;
export type GetPublicPageApiArg = {
  handle: string;
};
export type GetPublicPlaylistApiResponse = /** status 200  */ SharedPlaylist;
export type GetPublicPlaylistApiArg = {
  handle: string;
  id: SongListId;
};
export type RedeemCodeApiResponse = /** status 200  */ Redeemed;
export type RedeemCodeApiArg = {
  /** A fresh UUID for each code */
  "Idempotency-Key": string;
  codeEntry: CodeEntry;
};
export type GetSharedPlaylistApiResponse = /** status 200  */ SharedPlaylist;
export type GetSharedPlaylistApiArg = {
  token: string;
};
export type UploadMyAttachmentApiResponse =
  /** status 201  */ UploadedAttachment;
export type UploadMyAttachmentApiArg = {
  /** What the file is called. */
  fileName: string;
  body: number[];
};
export type ListMyTicketsApiResponse = /** status 200  */ PageMyTicket;
export type ListMyTicketsApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateMyTicketApiResponse = /** status 201  */ MyConversation;
export type CreateMyTicketApiArg = {
  newTicket: NewTicket;
};
export type GetMyTicketApiResponse = /** status 200  */ MyConversation;
export type GetMyTicketApiArg = {
  id: TicketId;
};
export type AddMyTicketMessageApiResponse = /** status 201  */ MyConversation;
export type AddMyTicketMessageApiArg = {
  id: TicketId;
  newMessage: NewMessage;
};
export type SettleMyTicketApiResponse = /** status 200  */ MyConversation;
export type SettleMyTicketApiArg = {
  id: TicketId;
};
export type ReceiveTestWebhookApiResponse = unknown;
export type ReceiveTestWebhookApiArg = {
  body: string;
};
export type Secret = string;
export type ChangePassword = {
  current_password: Secret;
  /** 12 to 256 characters of any kind. */
  new_password: Secret;
};
export type Accepted = {
  message: string;
};
export type EmailAddress = string;
export type EmailRequest = {
  email: EmailAddress;
};
export type CustomerId = number;
export type AccountId = string;
export type AccountKind = "customer" | "staff";
export type Role = "general_manager" | "sales_manager" | "support_agent" | "it";
export type Account = {
  customer_id: null | CustomerId;
  display_name: string;
  email: EmailAddress;
  id: AccountId;
  kind: AccountKind;
  role: null | Role;
};
export type SignedIn = {
  /** Send as `Authorization: Bearer …`; keep it in memory alone. */
  access_token: string;
  account: Account;
  /** Seconds until the access token ends. */
  expires_in: number;
};
export type FieldError = {
  /** The field's name as it stands in the request, dotted when nested: `billing.country`. */
  field: string;
  message: string;
};
export type Problem = {
  detail: string;
  errors?: FieldError[];
  status: number;
  title: string;
  /** A stable URI reference such as `/problems/price-changed`: programs branch on this. */
  type: string;
};
export type CountryCode = string;
export type Registration = {
  country?: null | CountryCode;
  email: EmailAddress;
  first_name: string;
  last_name: string;
  /** 12 to 256 characters, any; not one of the most common ones. */
  password: Secret;
};
export type SecondFactorRequired = {
  /** Send it with the code. It lives for five minutes. */
  challenge: string;
  /** Whether there is an app to ask for a code; otherwise it is set up now. */
  enrolled: boolean;
  /** Seconds until the challenge ends. */
  expires_in: number;
};
export type ResetPassword = {
  /** 12 to 256 characters of any kind. */
  password: Secret;
  token: Secret;
};
export type Timestamp = string;
export type SecondFactor = {
  enabled: boolean;
  recovery_codes_left: number;
  /** Whether this account cannot go without. */
  required: boolean;
  since: null | Timestamp;
};
export type SecondFactorSetup = {
  /** The key, to be typed where the picture cannot be seen. */
  key: string;
  /** The address as a QR code, an SVG picture. */
  qr_svg: string;
  /** The same as an address that apps open: `otpauth://totp/…`. */
  uri: string;
};
export type Challenge = {
  challenge: Secret;
};
export type Enrolled = SignedIn & {
  /** Codes that work once each when the app is lost. They are shown this one time. */
  recovery_codes: string[];
};
export type ChallengeAnswer = {
  challenge: Secret;
  /** Six digits of the app, or a recovery code. */
  code: Secret;
};
export type RecoveryCodes = {
  recovery_codes: string[];
};
export type FactorCode = {
  /** Six digits of the app, or a recovery code. */
  code: Secret;
};
export type OwnPassword = {
  password: Secret;
};
export type SessionId = string;
export type Session = {
  created_at: Timestamp;
  /** Whether the request that asks belongs to it. */
  current: boolean;
  id: SessionId;
  ip: string;
  last_used_at: Timestamp;
  user_agent: string;
};
export type SessionList = {
  items: Session[];
};
export type Credentials = {
  /** Read as text, so that what is no address is refused like any unknown one. */
  email: string;
  password: Secret;
};
export type LinkToken = {
  token: Secret;
};
export type CartCode = {
  code: string;
  name: string;
  /** Why it takes nothing off, and what to do; empty when it does. */
  problem?: string | null;
};
export type Currency = string;
export type Money = {
  /** Whole minor units: 99 is 0.99 USD. */
  amount: number;
  currency: Currency;
};
export type CartDiscount = {
  /** As a positive amount. */
  amount: Money;
  /** Empty for what applies by itself. */
  code?: string | null;
  name: string;
};
export type GiftCardId = string;
export type CartGiftCard = {
  /** What it pays of this cart. */
  amount: Money;
  balance: Money;
  id: GiftCardId;
  /** The end of its code. */
  last_four: string;
};
export type ItemKind = "track" | "album";
export type Notice =
  "already_owned" | "in_album" | "withdrawn" | "not_sold_here";
export type CartItem = {
  artist_name?: string | null;
  cover_url?: string | null;
  id: number;
  kind: ItemKind;
  /** What its tracks cost one by one. */
  list_price: Money;
  notice?: null | Notice;
  /** Tracks of the album that are owned already and so not charged. */
  owned_count: number;
  /** What it costs. With a notice it is not charged. */
  price: Money;
  release_at?: null | Timestamp;
  title: string;
  /** Tracks this brings; those of an album that are owned already are not among them. */
  track_count: number;
};
export type TrackId = number;
export type Cart = {
  code?: null | CartCode;
  /** As a positive amount: what albums cost less than their tracks, and what promotions take off. */
  discount: Money;
  /** What promotions take off, a part of `discount`. */
  discounts: CartDiscount[];
  gift_card?: null | CartGiftCard;
  /** Items that are charged. */
  item_count: number;
  items: CartItem[];
  /** Single tracks that made way for their album in this very request. */
  replaced_track_ids: TrackId[];
  /** The list prices of what is charged. */
  subtotal: Money;
  tax: Money;
  /** The total less what the gift card pays. */
  to_pay: Money;
  total: Money;
};
export type CodeEntry = {
  /** Of a promotion or of a gift card. Case, and the spaces and hyphens of a gift card, do not matter. */
  code: string;
};
export type GiftCardChoice = {
  id: GiftCardId;
};
export type ItemRef = {
  id: number;
  kind: ItemKind;
};
export type ItemList = {
  /** At most 100. */
  items: ItemRef[];
};
export type Theme = "system" | "light" | "dark";
export type Preferences = {
  /** Whether we may write about new music. */
  newsletter: boolean;
  theme: Theme;
};
export type Profile = {
  company?: string | null;
  created_at: Timestamp;
  email?: string | null;
  first_name: string;
  id: CustomerId;
  last_name: string;
  phone?: string | null;
  preferences: Preferences;
};
export type DeleteAccount = {
  /** The password of the account, as a second thought. */
  password: Secret;
};
export type ProfileChange = {
  company?: string | null;
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  preferences?: null | Preferences;
};
export type AddressId = string;
export type ListAddress = {
  items: {
    city: string;
    /** ISO 3166 alpha-2. */
    country: string;
    id: AddressId;
    /** Offered first at checkout. One address is. */
    is_default: boolean;
    line1: string;
    line2?: string | null;
    name: string;
    postal_code?: string | null;
    region?: string | null;
  }[];
};
export type Address = {
  city: string;
  /** ISO 3166 alpha-2. */
  country: string;
  id: AddressId;
  /** Offered first at checkout. One address is. */
  is_default: boolean;
  line1: string;
  line2?: string | null;
  name: string;
  postal_code?: string | null;
  region?: string | null;
};
export type NewAddress = {
  city: string;
  country: CountryCode;
  /** The first address is the default whatever this says. */
  is_default?: boolean;
  line1: string;
  line2?: string | null;
  name: string;
  postal_code?: string | null;
  region?: string | null;
};
export type AlbumId = number;
export type Owned = {
  /** Albums of which every track on sale is owned. */
  album_ids: AlbumId[];
  track_ids: TrackId[];
};
export type OwnGiftCard = {
  balance: Money;
  expires_at?: null | Timestamp;
  id: GiftCardId;
  initial: Money;
  last_four: string;
  /** Why it does not pay now. */
  problem?: string | null;
};
export type OwnGiftCards = {
  items: OwnGiftCard[];
};
export type MailOutcome =
  "accepted" | "duplicate" | "unknown" | "automatic" | "unreadable";
export type ReceivedMail = {
  outcome: MailOutcome;
};
export type AttachmentId = string;
export type ArtistId = number;
export type ArtistRef = {
  id: ArtistId;
  name: string;
};
export type GenreId = number;
export type GenreRef = {
  id: GenreId;
  name: string;
};
export type AlbumKind = "audio" | "video" | "mixed";
export type PageAlbumSummary = {
  items: {
    artist: ArtistRef;
    cover_url: string;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: AlbumId;
    kind: AlbumKind;
    /** What the album costs. */
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
    title: string;
    track_count: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type AlbumSummary = {
  artist: ArtistRef;
  cover_url: string;
  /** Milliseconds. */
  duration_ms: number;
  genre?: null | GenreRef;
  id: AlbumId;
  kind: AlbumKind;
  /** What the album costs. */
  price: Money;
  regular_price?: null | Money;
  release_at?: null | Timestamp;
  title: string;
  track_count: number;
};
export type AlbumRef = {
  cover_url: string;
  id: AlbumId;
  title: string;
};
export type Kind = "audio" | "video";
export type MediaTypeId = number;
export type MediaTypeRef = {
  id: MediaTypeId;
  name: string;
};
export type Track = {
  album?: null | AlbumRef;
  artist?: null | ArtistRef;
  /** Names separated by commas. */
  composer?: string | null;
  /** Milliseconds. */
  duration_ms: number;
  genre?: null | GenreRef;
  id: TrackId;
  kind: Kind;
  media_type: MediaTypeRef;
  name: string;
  /** Place within the album, from 1. */
  position?: number | null;
  preview_url: string;
  price: Money;
  regular_price?: null | Money;
  release_at?: null | Timestamp;
};
export type AlbumDetail = AlbumSummary & {
  /** 10 for albums of four tracks and more, else 0. */
  discount_percent: number;
  genres: GenreRef[];
  /** What its tracks cost one by one. */
  list_price: Money;
  more_by_artist: AlbumSummary[];
  similar: AlbumSummary[];
  tracks: Track[];
};
export type DownloadLink = {
  expires_at: Timestamp;
  filename: string;
  url: string;
  /** How often it can be used. */
  uses: number;
};
export type ListAlbumSummary = {
  items: {
    artist: ArtistRef;
    cover_url: string;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: AlbumId;
    kind: AlbumKind;
    /** What the album costs. */
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
    title: string;
    track_count: number;
  }[];
};
export type PageArtistSummary = {
  items: {
    album_count: number;
    /** The three most frequent of the artist's tracks, first the most frequent. */
    genres: GenreRef[];
    id: ArtistId;
    image_url: string;
    name: string;
    track_count: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type ArtistSummary = {
  album_count: number;
  /** The three most frequent of the artist's tracks, first the most frequent. */
  genres: GenreRef[];
  id: ArtistId;
  image_url: string;
  name: string;
  track_count: number;
};
export type ArtistDetail = ArtistSummary & {
  albums: AlbumSummary[];
  /** Albums of others with tracks the artist wrote or plays on. */
  appears_on: AlbumSummary[];
  similar: ArtistSummary[];
  top_tracks: Track[];
};
export type ListGenre = {
  items: {
    album_count: number;
    cover_url: string;
    id: GenreId;
    name: string;
    track_count: number;
  }[];
};
export type Genre = {
  album_count: number;
  cover_url: string;
  id: GenreId;
  name: string;
  track_count: number;
};
export type GenreDetail = Genre & {
  new_albums: AlbumSummary[];
  top_albums: AlbumSummary[];
  top_artists: ArtistSummary[];
  top_tracks: Track[];
};
export type PlaylistId = number;
export type PlaylistSummary = {
  cover_url: string;
  /** Milliseconds. */
  duration_ms: number;
  id: PlaylistId;
  name: string;
  track_count: number;
};
export type Home = {
  /** Best-sellers of five different genres. */
  featured: AlbumSummary[];
  genres: Genre[];
  new_arrivals: AlbumSummary[];
  playlists: PlaylistSummary[];
  top_albums: AlbumSummary[];
  top_tracks: Track[];
};
export type ListMediaType = {
  items: {
    id: MediaTypeId;
    kind: Kind;
    name: string;
    track_count: number;
  }[];
};
export type ListPlaylistSummary = {
  items: {
    cover_url: string;
    /** Milliseconds. */
    duration_ms: number;
    id: PlaylistId;
    name: string;
    track_count: number;
  }[];
};
export type PlaylistDetail = PlaylistSummary & {
  /** Genres of its tracks, the most frequent first. */
  genres: GenreRef[];
};
export type PageTrack = {
  items: {
    album?: null | AlbumRef;
    artist?: null | ArtistRef;
    /** Names separated by commas. */
    composer?: string | null;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: TrackId;
    kind: Kind;
    media_type: MediaTypeRef;
    name: string;
    /** Place within the album, from 1. */
    position?: number | null;
    preview_url: string;
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type HighlightPart = {
  /** Whether this part is what was searched for. */
  hit: boolean;
  /** The text as it is written in the name. */
  text: string;
};
export type FoundAlbumSummary = {
  /** The whole name, in parts. */
  highlight: HighlightPart[];
  item: {
    artist: ArtistRef;
    cover_url: string;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: AlbumId;
    kind: AlbumKind;
    /** What the album costs. */
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
    title: string;
    track_count: number;
  };
};
export type FoundArtistSummary = {
  /** The whole name, in parts. */
  highlight: HighlightPart[];
  item: {
    album_count: number;
    /** The three most frequent of the artist's tracks, first the most frequent. */
    genres: GenreRef[];
    id: ArtistId;
    image_url: string;
    name: string;
    track_count: number;
  };
};
export type GenreFacet = {
  count: number;
  genre: GenreRef;
};
export type SearchKind = "artist" | "album" | "track";
export type KindCount = {
  count: number;
  kind: SearchKind;
};
export type Facets = {
  genres: GenreFacet[];
  kinds: KindCount[];
};
export type FoundTrack = {
  /** The whole name, in parts. */
  highlight: HighlightPart[];
  item: {
    album?: null | AlbumRef;
    artist?: null | ArtistRef;
    /** Names separated by commas. */
    composer?: string | null;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: TrackId;
    kind: Kind;
    media_type: MediaTypeRef;
    name: string;
    /** Place within the album, from 1. */
    position?: number | null;
    preview_url: string;
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
  };
};
export type SearchResults = {
  albums: FoundAlbumSummary[];
  artists: FoundArtistSummary[];
  /** The spelling that was searched, where nothing matched the one typed. */
  corrected?: string | null;
  facets: Facets;
  /** As it was asked. */
  query: string;
  /** How many artists, albums and tracks match in all. */
  total: number;
  tracks: FoundTrack[];
};
export type SuggestionItem = {
  highlight: HighlightPart[];
  id: number;
  image_url: string;
  kind: SearchKind;
  /** The performer of an album or track. */
  subtitle?: string | null;
  title: string;
};
export type Suggestions = {
  items: SuggestionItem[];
};
export type ListTrack = {
  items: {
    album?: null | AlbumRef;
    artist?: null | ArtistRef;
    /** Names separated by commas. */
    composer?: string | null;
    /** Milliseconds. */
    duration_ms: number;
    genre?: null | GenreRef;
    id: TrackId;
    kind: Kind;
    media_type: MediaTypeRef;
    name: string;
    /** Place within the album, from 1. */
    position?: number | null;
    preview_url: string;
    price: Money;
    regular_price?: null | Money;
    release_at?: null | Timestamp;
  }[];
};
export type StreamLink = {
  expires_at: Timestamp;
  url: string;
};
export type OrderId = string;
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
export type PageOrderSummary = {
  items: {
    /** Up to four. */
    cover_urls: string[];
    id: OrderId;
    item_count: number;
    number: string;
    placed_at: Timestamp;
    status: OrderStatus;
    total: Money;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type Billing = {
  city: string;
  /** ISO 3166 alpha-2. Empty only on orders imported without one. */
  country?: string | null;
  line1: string;
  line2?: string | null;
  name: string;
  postal_code?: string | null;
  region?: string | null;
};
export type OrderGiftCard = {
  amount: Money;
  /** The end of its code. */
  last_four: string;
};
export type IncludedTax = {
  amount: Money;
  country?: string | null;
  /** Such as `VAT`. */
  name: string;
  /** Hundredths of a percent: 2100 is 21 %. */
  rate_bp: number;
};
export type OrderLineId = string;
export type OrderTrack = {
  /** Milliseconds. */
  duration_ms: number;
  id: TrackId;
  name: string;
};
export type OrderLine = {
  artist_name?: string | null;
  cover_url?: string | null;
  discount: Money;
  downloadable: boolean;
  id: OrderLineId;
  kind: ItemKind;
  quantity: number;
  /** The track's or album's id. */
  ref_id: number;
  title: string;
  /** What this line brings. */
  tracks: OrderTrack[];
  unit_price: Money;
};
export type Order = {
  billing: Billing;
  currency: Currency;
  discount: Money;
  /** What promotions took off, a part of `discount`. */
  discounts: CartDiscount[];
  expires_at?: null | Timestamp;
  gift_card?: null | OrderGiftCard;
  id: OrderId;
  included_tax?: null | IncludedTax;
  invoice_number?: number | null;
  /** Why the last attempt to pay did not work, and what to do. */
  last_payment_problem?: string | null;
  lines: OrderLine[];
  /** For people: `C-7F3K29QX`. */
  number: string;
  paid_at?: null | Timestamp;
  placed_at: Timestamp;
  refunded: Money;
  status: OrderStatus;
  subtotal: Money;
  tax: Money;
  /** The total less what the gift card pays. */
  to_pay: Money;
  total: Money;
};
export type PlaceOrder = {
  billing: Billing;
  expected_to_pay?: null | Money;
  /** What the customer was shown. Another total is refused: nobody pays more than was shown. */
  expected_total: Money;
};
export type InvoiceLine = {
  description: string;
  /** The tax that is in it. */
  included_tax: Money;
  quantity: number;
  /** What was paid, after all discounts. */
  total: Money;
  unit_price: Money;
};
export type Seller = {
  address: string[];
  name: string;
};
export type Invoice = {
  billing: Billing;
  customer_name: string;
  discount: Money;
  /** What promotions took off, a part of `discount`. */
  discounts: CartDiscount[];
  included_tax?: null | IncludedTax;
  issued_at: Timestamp;
  lines: InvoiceLine[];
  /** Consecutive, without gaps. */
  number: number;
  order_number: string;
  paid_with: string;
  /** What went back since. The invoice itself stays as it was. */
  refunded: Money;
  seller: Seller;
  subtotal: Money;
  /** On top of the prices. */
  tax: Money;
  total: Money;
};
export type PaymentPage = {
  redirect_url: string;
};
export type PagePartnerOrder = {
  items: {
    country: string | null;
    currency: string;
    number: string;
    paid_at: null | Timestamp;
    placed_at: Timestamp;
    refunded_cents: number;
    status: string;
    /** Cents of `currency`. */
    total_cents: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type PagePartnerSale = {
  items: {
    artist: string | null;
    currency: string;
    item_id: number;
    /** `track` or `album`. */
    kind: string;
    /** After discounts, without the tax in it; cents of `currency`. */
    net_cents: number;
    order_id: string;
    quantity: number;
    sold_at: Timestamp;
    title: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type PagePartnerTrack = {
  items: {
    album: string | null;
    artist: string | null;
    /** Countries it is not sold in (ISO 3166 alpha-2). */
    blocked_in: string[];
    currency: string;
    duration_ms: number;
    id: number;
    /** What it costs now: cents of `currency`. */
    price_cents: number;
    title: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type SongListId = string;
export type PublicPlaylist = {
  cover_urls: string[];
  description?: string | null;
  id: SongListId;
  name: string;
  songs: number;
};
export type PublicPage = {
  name: string;
  playlists: PublicPlaylist[];
};
export type SharedSong = {
  album?: string | null;
  artist?: string | null;
  cover_url?: string | null;
  /** Milliseconds. */
  duration_ms?: number | null;
  title: string;
  track_id?: null | TrackId;
};
export type SharedPlaylist = {
  /** The owner's own picture, when it has one. */
  cover_url?: string | null;
  description?: string | null;
  name: string;
  /** The first 1,000. */
  songs: SharedSong[];
  total: number;
};
export type Redeemed =
  | {
      kind: "music";
      order: Order;
    }
  | {
      gift_card: OwnGiftCard;
      kind: "gift_card";
    };
export type UploadedAttachment = {
  bytes: number;
  content_type: string;
  file_name: string;
  id: AttachmentId;
};
export type TicketId = string;
export type TicketState = "open" | "pending" | "solved" | "closed";
export type PageMyTicket = {
  items: {
    created_at: Timestamp;
    id: TicketId;
    number: number;
    order_id?: null | OrderId;
    order_number?: string | null;
    state: TicketState;
    subject: string;
    track_id?: null | TrackId;
    track_name?: string | null;
    updated_at: Timestamp;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type TicketAttachment = {
  bytes: number;
  content_type: string;
  file_name: string;
  id: AttachmentId;
  /** Works for an hour. */
  url: string;
};
export type MessageId = string;
export type TicketMessage = {
  attachments: TicketAttachment[];
  /** `customer`, `staff` or `system`. */
  author: string;
  author_name?: string | null;
  body: string;
  /** `web` or `mail`. */
  channel: string;
  created_at: Timestamp;
  /** For the staff: a mail came from this address, which is not the customer's. */
  from_address?: string | null;
  id: MessageId;
  /** `reply`; for the staff also `note` and `event`. */
  kind: string;
};
export type MyTicket = {
  created_at: Timestamp;
  id: TicketId;
  number: number;
  order_id?: null | OrderId;
  order_number?: string | null;
  state: TicketState;
  subject: string;
  track_id?: null | TrackId;
  track_name?: string | null;
  updated_at: Timestamp;
};
export type MyConversation = {
  messages: TicketMessage[];
  ticket: MyTicket;
};
export type NewTicket = {
  /** Files that were sent before. */
  attachment_ids?: AttachmentId[];
  body: string;
  order_id?: null | OrderId;
  subject: string;
  track_id?: null | TrackId;
};
export type NewMessage = {
  attachment_ids?: AttachmentId[];
  body: string;
};
export const {
  useChangePasswordMutation,
  useForgotPasswordMutation,
  useRefreshSessionMutation,
  useRegisterMutation,
  useResendVerificationMutation,
  useResetPasswordMutation,
  useGetSecondFactorQuery,
  useBeginEnrolmentMutation,
  useFinishEnrolmentMutation,
  useRenewRecoveryCodesMutation,
  useSetUpSecondFactorMutation,
  useFinishSignInMutation,
  useTurnOffSecondFactorMutation,
  useTurnOnSecondFactorMutation,
  useListSessionsQuery,
  useRevokeSessionMutation,
  useSignInMutation,
  useSignOutMutation,
  useSignOutEverywhereMutation,
  useVerifyEmailMutation,
  useGetCartQuery,
  useClearCartMutation,
  useSetCartCodeMutation,
  useRemoveCartCodeMutation,
  useSetCartGiftCardMutation,
  useRemoveCartGiftCardMutation,
  useAddCartItemMutation,
  useRemoveCartItemMutation,
  useMergeCartMutation,
  useQuoteCartMutation,
  useGetProfileQuery,
  useDeleteAccountMutation,
  useUpdateProfileMutation,
  useListAddressesQuery,
  useCreateAddressMutation,
  useUpdateAddressMutation,
  useDeleteAddressMutation,
  useExportAccountQuery,
  useGetOwnedQuery,
  useListOwnGiftCardsQuery,
  useReceiveMailMutation,
  useGetAttachmentQuery,
  useGetDownloadQuery,
  useGetStreamQuery,
  useListAlbumsQuery,
  useGetAlbumQuery,
  useGetAlbumCoverQuery,
  useCreateAlbumDownloadMutation,
  useListSimilarAlbumsQuery,
  useListArtistsQuery,
  useGetArtistQuery,
  useGetArtistImageQuery,
  useListGenresQuery,
  useGetGenreQuery,
  useGetGenreCoverQuery,
  useGetHomeQuery,
  useListMediaTypesQuery,
  useListNewArrivalsQuery,
  useListPlaylistsQuery,
  useGetPlaylistQuery,
  useGetPlaylistCoverQuery,
  useListPlaylistTracksQuery,
  useSearchMusicQuery,
  useSuggestMusicQuery,
  useListTopAlbumsQuery,
  useListTopTracksQuery,
  useListTracksQuery,
  useGetTrackQuery,
  useCreateTrackDownloadMutation,
  useGetTrackPreviewQuery,
  useCreateTrackStreamMutation,
  useListOrdersQuery,
  useCreateOrderMutation,
  useGetOrderQuery,
  useCancelOrderMutation,
  useCreateOrderDownloadMutation,
  useGetInvoiceQuery,
  useGetInvoiceHtmlQuery,
  useGetInvoicePdfQuery,
  usePayOrderMutation,
  useSettleOrderMutation,
  useListPartnerOrdersQuery,
  useListPartnerSalesQuery,
  useListPartnerTracksQuery,
  useGetPublicPageQuery,
  useGetPublicPlaylistQuery,
  useRedeemCodeMutation,
  useGetSharedPlaylistQuery,
  useUploadMyAttachmentMutation,
  useListMyTicketsQuery,
  useCreateMyTicketMutation,
  useGetMyTicketQuery,
  useAddMyTicketMessageMutation,
  useSettleMyTicketMutation,
  useReceiveTestWebhookMutation,
} = injectedRtkApi;

import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listAgents: build.query<ListAgentsApiResponse, ListAgentsApiArg>({
      query: () => ({ url: `/api/v1/admin/agents` }),
    }),
    listCatalogueAlbums: build.query<
      ListCatalogueAlbumsApiResponse,
      ListCatalogueAlbumsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums`,
        params: {
          q: queryArg.q,
          artist_id: queryArg.artistId,
          genre_id: queryArg.genreId,
          state: queryArg.state,
          archived: queryArg.archived,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createAlbum: build.mutation<CreateAlbumApiResponse, CreateAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums`,
        method: "POST",
        body: queryArg.newAlbum,
      }),
    }),
    getCatalogueAlbum: build.query<
      GetCatalogueAlbumApiResponse,
      GetCatalogueAlbumApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updateAlbum: build.mutation<UpdateAlbumApiResponse, UpdateAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.albumChange,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    archiveAlbum: build.mutation<ArchiveAlbumApiResponse, ArchiveAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}/archive`,
        method: "POST",
      }),
    }),
    uploadAlbumCover: build.mutation<
      UploadAlbumCoverApiResponse,
      UploadAlbumCoverApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}/cover`,
        method: "PUT",
        body: queryArg.body,
      }),
    }),
    removeAlbumCover: build.mutation<
      RemoveAlbumCoverApiResponse,
      RemoveAlbumCoverApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}/cover`,
        method: "DELETE",
      }),
    }),
    releaseAlbum: build.mutation<ReleaseAlbumApiResponse, ReleaseAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}/release`,
        method: "POST",
        body: queryArg.releaseChange,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    restoreAlbum: build.mutation<RestoreAlbumApiResponse, RestoreAlbumApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/albums/${encodeURIComponent(String(queryArg.id))}/restore`,
        method: "POST",
      }),
    }),
    listApiKeys: build.query<ListApiKeysApiResponse, ListApiKeysApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys`,
        params: {
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    createApiKey: build.mutation<CreateApiKeyApiResponse, CreateApiKeyApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys`,
        method: "POST",
        body: queryArg.newApiKey,
      }),
    }),
    revokeApiKey: build.mutation<RevokeApiKeyApiResponse, RevokeApiKeyApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    listCatalogueArtists: build.query<
      ListCatalogueArtistsApiResponse,
      ListCatalogueArtistsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists`,
        params: {
          q: queryArg.q,
          archived: queryArg.archived,
          on_sale: queryArg.onSale,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createArtist: build.mutation<CreateArtistApiResponse, CreateArtistApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists`,
        method: "POST",
        body: queryArg.nameDraft,
      }),
    }),
    getCatalogueArtist: build.query<
      GetCatalogueArtistApiResponse,
      GetCatalogueArtistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updateArtist: build.mutation<UpdateArtistApiResponse, UpdateArtistApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.nameDraft,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    archiveArtist: build.mutation<
      ArchiveArtistApiResponse,
      ArchiveArtistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists/${encodeURIComponent(String(queryArg.id))}/archive`,
        method: "POST",
      }),
    }),
    mergeArtists: build.mutation<MergeArtistsApiResponse, MergeArtistsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists/${encodeURIComponent(String(queryArg.id))}/merge`,
        method: "POST",
        body: queryArg.mergeInto,
      }),
    }),
    restoreArtist: build.mutation<
      RestoreArtistApiResponse,
      RestoreArtistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/artists/${encodeURIComponent(String(queryArg.id))}/restore`,
        method: "POST",
      }),
    }),
    uploadAttachment: build.mutation<
      UploadAttachmentApiResponse,
      UploadAttachmentApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/attachments`,
        method: "POST",
        body: queryArg.body,
        params: {
          file_name: queryArg.fileName,
        },
      }),
    }),
    uploadAudio: build.mutation<UploadAudioApiResponse, UploadAudioApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/audio-uploads`,
        method: "POST",
        body: queryArg.body,
        params: {
          file_name: queryArg.fileName,
        },
      }),
    }),
    listAuditEntries: build.query<
      ListAuditEntriesApiResponse,
      ListAuditEntriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/audit`,
        params: {
          actor: queryArg.actor,
          actor_kind: queryArg.actorKind,
          action: queryArg.action,
          entity: queryArg.entity,
          entity_id: queryArg.entityId,
          from: queryArg["from"],
          until: queryArg.until,
          q: queryArg.q,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    exportAuditEntries: build.query<
      ExportAuditEntriesApiResponse,
      ExportAuditEntriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/audit/export.csv`,
        params: {
          actor: queryArg.actor,
          actor_kind: queryArg.actorKind,
          action: queryArg.action,
          entity: queryArg.entity,
          entity_id: queryArg.entityId,
          from: queryArg["from"],
          until: queryArg.until,
          q: queryArg.q,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    verifyAuditLog: build.mutation<
      VerifyAuditLogApiResponse,
      VerifyAuditLogApiArg
    >({
      query: () => ({ url: `/api/v1/admin/audit/verify`, method: "POST" }),
    }),
    listCannedAnswers: build.query<
      ListCannedAnswersApiResponse,
      ListCannedAnswersApiArg
    >({
      query: () => ({ url: `/api/v1/admin/canned-answers` }),
    }),
    createCannedAnswer: build.mutation<
      CreateCannedAnswerApiResponse,
      CreateCannedAnswerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/canned-answers`,
        method: "POST",
        body: queryArg.cannedAnswerDraft,
      }),
    }),
    updateCannedAnswer: build.mutation<
      UpdateCannedAnswerApiResponse,
      UpdateCannedAnswerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/canned-answers/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.cannedAnswerDraft,
      }),
    }),
    deleteCannedAnswer: build.mutation<
      DeleteCannedAnswerApiResponse,
      DeleteCannedAnswerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/canned-answers/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    previewCatalogueImport: build.mutation<
      PreviewCatalogueImportApiResponse,
      PreviewCatalogueImportApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/catalogue-imports`,
        method: "POST",
        body: queryArg.body,
      }),
    }),
    applyCatalogueImport: build.mutation<
      ApplyCatalogueImportApiResponse,
      ApplyCatalogueImportApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/catalogue-imports/${encodeURIComponent(String(queryArg.id))}/apply`,
        method: "POST",
      }),
    }),
    listCustomers: build.query<ListCustomersApiResponse, ListCustomersApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers`,
        params: {
          q: queryArg.q,
          country: queryArg.country,
          agent: queryArg.agent,
          spend_min: queryArg.spendMin,
          spend_max: queryArg.spendMax,
          orders_min: queryArg.ordersMin,
          orders_max: queryArg.ordersMax,
          last_order_from: queryArg.lastOrderFrom,
          last_order_to: queryArg.lastOrderTo,
          created_from: queryArg.createdFrom,
          created_to: queryArg.createdTo,
          newsletter: queryArg.newsletter,
          deleted: queryArg.deleted,
          scope: queryArg.scope,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    applyCustomerBulk: build.mutation<
      ApplyCustomerBulkApiResponse,
      ApplyCustomerBulkApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/bulk`,
        method: "POST",
        body: queryArg.customerBulkRequest,
      }),
    }),
    previewCustomerBulk: build.mutation<
      PreviewCustomerBulkApiResponse,
      PreviewCustomerBulkApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/bulk/preview`,
        method: "POST",
        body: queryArg.customerBulkPreviewRequest,
      }),
    }),
    exportCustomers: build.query<
      ExportCustomersApiResponse,
      ExportCustomersApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/export.csv`,
        params: {
          q: queryArg.q,
          country: queryArg.country,
          agent: queryArg.agent,
          spend_min: queryArg.spendMin,
          spend_max: queryArg.spendMax,
          orders_min: queryArg.ordersMin,
          orders_max: queryArg.ordersMax,
          last_order_from: queryArg.lastOrderFrom,
          last_order_to: queryArg.lastOrderTo,
          created_from: queryArg.createdFrom,
          created_to: queryArg.createdTo,
          newsletter: queryArg.newsletter,
          deleted: queryArg.deleted,
          scope: queryArg.scope,
          sort: queryArg.sort,
        },
      }),
    }),
    getCustomerTotals: build.query<
      GetCustomerTotalsApiResponse,
      GetCustomerTotalsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/totals`,
        params: {
          q: queryArg.q,
          country: queryArg.country,
          agent: queryArg.agent,
          spend_min: queryArg.spendMin,
          spend_max: queryArg.spendMax,
          orders_min: queryArg.ordersMin,
          orders_max: queryArg.ordersMax,
          last_order_from: queryArg.lastOrderFrom,
          last_order_to: queryArg.lastOrderTo,
          created_from: queryArg.createdFrom,
          created_to: queryArg.createdTo,
          newsletter: queryArg.newsletter,
          deleted: queryArg.deleted,
          scope: queryArg.scope,
        },
      }),
    }),
    getCustomer: build.query<GetCustomerApiResponse, GetCustomerApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    getCustomerAccount: build.query<
      GetCustomerAccountApiResponse,
      GetCustomerAccountApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/account`,
      }),
    }),
    assignAgent: build.mutation<AssignAgentApiResponse, AssignAgentApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/agent`,
        method: "PUT",
        body: queryArg.assignAgent,
      }),
    }),
    anonymiseCustomer: build.mutation<
      AnonymiseCustomerApiResponse,
      AnonymiseCustomerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/anonymise`,
        method: "POST",
        body: queryArg.anonymiseCustomer,
      }),
    }),
    disableCustomer: build.mutation<
      DisableCustomerApiResponse,
      DisableCustomerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/disable`,
        method: "POST",
        body: queryArg.customerAccountReason,
      }),
    }),
    enableCustomer: build.mutation<
      EnableCustomerApiResponse,
      EnableCustomerApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/enable`,
        method: "POST",
        body: queryArg.customerAccountReason,
      }),
    }),
    addCustomerNote: build.mutation<
      AddCustomerNoteApiResponse,
      AddCustomerNoteApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/notes`,
        method: "POST",
        body: queryArg.newNote,
      }),
    }),
    beginCustomerView: build.mutation<
      BeginCustomerViewApiResponse,
      BeginCustomerViewApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/view`,
        method: "POST",
      }),
    }),
    endCustomerView: build.mutation<
      EndCustomerViewApiResponse,
      EndCustomerViewApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/view`,
        method: "DELETE",
      }),
    }),
    listDownloadBatches: build.query<
      ListDownloadBatchesApiResponse,
      ListDownloadBatchesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/download-batches`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createDownloadBatch: build.mutation<
      CreateDownloadBatchApiResponse,
      CreateDownloadBatchApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/download-batches`,
        method: "POST",
        body: queryArg.newDownloadBatch,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getDownloadBatch: build.query<
      GetDownloadBatchApiResponse,
      GetDownloadBatchApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/download-batches/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    revokeDownloadBatch: build.mutation<
      RevokeDownloadBatchApiResponse,
      RevokeDownloadBatchApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/download-batches/${encodeURIComponent(String(queryArg.id))}/revoke`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listCatalogueGenres: build.query<
      ListCatalogueGenresApiResponse,
      ListCatalogueGenresApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres`,
        params: {
          archived: queryArg.archived,
        },
      }),
    }),
    createGenre: build.mutation<CreateGenreApiResponse, CreateGenreApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres`,
        method: "POST",
        body: queryArg.nameDraft,
      }),
    }),
    updateGenre: build.mutation<UpdateGenreApiResponse, UpdateGenreApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.nameDraft,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    archiveGenre: build.mutation<ArchiveGenreApiResponse, ArchiveGenreApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres/${encodeURIComponent(String(queryArg.id))}/archive`,
        method: "POST",
      }),
    }),
    mergeGenres: build.mutation<MergeGenresApiResponse, MergeGenresApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres/${encodeURIComponent(String(queryArg.id))}/merge`,
        method: "POST",
        body: queryArg.mergeInto,
      }),
    }),
    restoreGenre: build.mutation<RestoreGenreApiResponse, RestoreGenreApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/genres/${encodeURIComponent(String(queryArg.id))}/restore`,
        method: "POST",
      }),
    }),
    listGiftCards: build.query<ListGiftCardsApiResponse, ListGiftCardsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/gift-cards`,
        params: {
          q: queryArg.q,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    issueGiftCard: build.mutation<
      IssueGiftCardApiResponse,
      IssueGiftCardApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/gift-cards`,
        method: "POST",
        body: queryArg.newGiftCard,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getGiftCard: build.query<GetGiftCardApiResponse, GetGiftCardApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/gift-cards/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    setGiftCardStatus: build.mutation<
      SetGiftCardStatusApiResponse,
      SetGiftCardStatusApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/gift-cards/${encodeURIComponent(String(queryArg.id))}/status`,
        method: "PUT",
        body: queryArg.giftCardStatusChange,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    getHealth: build.query<GetHealthApiResponse, GetHealthApiArg>({
      query: () => ({ url: `/api/v1/admin/health` }),
    }),
    getAdminHome: build.query<GetAdminHomeApiResponse, GetAdminHomeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/home`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
        },
      }),
    }),
    listStock: build.query<ListStockApiResponse, ListStockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory`,
        params: {
          q: queryArg.q,
          low: queryArg.low,
          lifted: queryArg.lifted,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    changeBulkStock: build.mutation<
      ChangeBulkStockApiResponse,
      ChangeBulkStockApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/bulk`,
        method: "POST",
        body: queryArg.bulkStock,
      }),
    }),
    previewBulkStock: build.mutation<
      PreviewBulkStockApiResponse,
      PreviewBulkStockApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/bulk/preview`,
        method: "POST",
        body: queryArg.bulkStock,
      }),
    }),
    getStock: build.query<GetStockApiResponse, GetStockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    setStock: build.mutation<SetStockApiResponse, SetStockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.stockDraft,
      }),
    }),
    liftStock: build.mutation<LiftStockApiResponse, LiftStockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    listStockMoves: build.query<
      ListStockMovesApiResponse,
      ListStockMovesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}/moves`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    moveStock: build.mutation<MoveStockApiResponse, MoveStockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/inventory/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}/moves`,
        method: "POST",
        body: queryArg.stockChange,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listJobs: build.query<ListJobsApiResponse, ListJobsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/jobs`,
        params: {
          topic: queryArg.topic,
          state: queryArg.state,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    countJobs: build.query<CountJobsApiResponse, CountJobsApiArg>({
      query: () => ({ url: `/api/v1/admin/jobs/counts` }),
    }),
    parkJob: build.mutation<ParkJobApiResponse, ParkJobApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/jobs/${encodeURIComponent(String(queryArg.id))}/park`,
        method: "POST",
      }),
    }),
    retryJob: build.mutation<RetryJobApiResponse, RetryJobApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/jobs/${encodeURIComponent(String(queryArg.id))}/retry`,
        method: "POST",
      }),
    }),
    listMails: build.query<ListMailsApiResponse, ListMailsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/mails`,
        params: {
          state: queryArg.state,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    resendMail: build.mutation<ResendMailApiResponse, ResendMailApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/mails/${encodeURIComponent(String(queryArg.id))}/resend`,
        method: "POST",
      }),
    }),
    getStaffSelf: build.query<GetStaffSelfApiResponse, GetStaffSelfApiArg>({
      query: () => ({ url: `/api/v1/admin/me` }),
    }),
    listCatalogueMediaTypes: build.query<
      ListCatalogueMediaTypesApiResponse,
      ListCatalogueMediaTypesApiArg
    >({
      query: () => ({ url: `/api/v1/admin/media-types` }),
    }),
    createMediaType: build.mutation<
      CreateMediaTypeApiResponse,
      CreateMediaTypeApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/media-types`,
        method: "POST",
        body: queryArg.newMediaType,
      }),
    }),
    updateMediaType: build.mutation<
      UpdateMediaTypeApiResponse,
      UpdateMediaTypeApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/media-types/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.nameDraft,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    listShopOrders: build.query<
      ListShopOrdersApiResponse,
      ListShopOrdersApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders`,
        params: {
          q: queryArg.q,
          status: queryArg.status,
          placed_from: queryArg.placedFrom,
          placed_to: queryArg.placedTo,
          country: queryArg.country,
          agent: queryArg.agent,
          customer: queryArg.customer,
          provider: queryArg.provider,
          total_min: queryArg.totalMin,
          total_max: queryArg.totalMax,
          held: queryArg.held,
          promotion: queryArg.promotion,
          refund: queryArg.refund,
          scope: queryArg.scope,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    applyOrderBulk: build.mutation<
      ApplyOrderBulkApiResponse,
      ApplyOrderBulkApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/bulk`,
        method: "POST",
        body: queryArg.orderBulkRequest,
      }),
    }),
    previewOrderBulk: build.mutation<
      PreviewOrderBulkApiResponse,
      PreviewOrderBulkApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/bulk/preview`,
        method: "POST",
        body: queryArg.orderBulkPreviewRequest,
      }),
    }),
    exportOrders: build.query<ExportOrdersApiResponse, ExportOrdersApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/export.csv`,
        params: {
          q: queryArg.q,
          status: queryArg.status,
          placed_from: queryArg.placedFrom,
          placed_to: queryArg.placedTo,
          country: queryArg.country,
          agent: queryArg.agent,
          customer: queryArg.customer,
          provider: queryArg.provider,
          total_min: queryArg.totalMin,
          total_max: queryArg.totalMax,
          held: queryArg.held,
          promotion: queryArg.promotion,
          refund: queryArg.refund,
          scope: queryArg.scope,
          sort: queryArg.sort,
        },
      }),
    }),
    getOrderTotals: build.query<
      GetOrderTotalsApiResponse,
      GetOrderTotalsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/totals`,
        params: {
          q: queryArg.q,
          status: queryArg.status,
          placed_from: queryArg.placedFrom,
          placed_to: queryArg.placedTo,
          country: queryArg.country,
          agent: queryArg.agent,
          customer: queryArg.customer,
          provider: queryArg.provider,
          total_min: queryArg.totalMin,
          total_max: queryArg.totalMax,
          held: queryArg.held,
          promotion: queryArg.promotion,
          refund: queryArg.refund,
          scope: queryArg.scope,
        },
      }),
    }),
    getShopOrder: build.query<GetShopOrderApiResponse, GetShopOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    cancelShopOrder: build.mutation<
      CancelShopOrderApiResponse,
      CancelShopOrderApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/cancel`,
        method: "POST",
      }),
    }),
    replaceOrderDownload: build.mutation<
      ReplaceOrderDownloadApiResponse,
      ReplaceOrderDownloadApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/downloads`,
        method: "POST",
        body: queryArg.replaceDownload,
      }),
    }),
    getShopOrderInvoice: build.query<
      GetShopOrderInvoiceApiResponse,
      GetShopOrderInvoiceApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/invoice`,
      }),
    }),
    restoreOrderLine: build.mutation<
      RestoreOrderLineApiResponse,
      RestoreOrderLineApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/lines/${encodeURIComponent(String(queryArg.line))}/restore`,
        method: "POST",
      }),
    }),
    addOrderNote: build.mutation<AddOrderNoteApiResponse, AddOrderNoteApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/notes`,
        method: "POST",
        body: queryArg.newNote,
      }),
    }),
    resendReceipt: build.mutation<
      ResendReceiptApiResponse,
      ResendReceiptApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/receipts`,
        method: "POST",
      }),
    }),
    refundOrder: build.mutation<RefundOrderApiResponse, RefundOrderApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/refunds`,
        method: "POST",
        body: queryArg.refundOrder,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getOrderTimeline: build.query<
      GetOrderTimelineApiResponse,
      GetOrderTimelineApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/orders/${encodeURIComponent(String(queryArg.id))}/timeline`,
      }),
    }),
    listCataloguePlaylists: build.query<
      ListCataloguePlaylistsApiResponse,
      ListCataloguePlaylistsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists`,
        params: {
          archived: queryArg.archived,
        },
      }),
    }),
    createCataloguePlaylist: build.mutation<
      CreateCataloguePlaylistApiResponse,
      CreateCataloguePlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists`,
        method: "POST",
        body: queryArg.nameDraft,
      }),
    }),
    getCataloguePlaylist: build.query<
      GetCataloguePlaylistApiResponse,
      GetCataloguePlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updateCataloguePlaylist: build.mutation<
      UpdateCataloguePlaylistApiResponse,
      UpdateCataloguePlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.nameDraft,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    archiveCataloguePlaylist: build.mutation<
      ArchiveCataloguePlaylistApiResponse,
      ArchiveCataloguePlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists/${encodeURIComponent(String(queryArg.id))}/archive`,
        method: "POST",
      }),
    }),
    restoreCataloguePlaylist: build.mutation<
      RestoreCataloguePlaylistApiResponse,
      RestoreCataloguePlaylistApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists/${encodeURIComponent(String(queryArg.id))}/restore`,
        method: "POST",
      }),
    }),
    setCataloguePlaylistTracks: build.mutation<
      SetCataloguePlaylistTracksApiResponse,
      SetCataloguePlaylistTracksApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/playlists/${encodeURIComponent(String(queryArg.id))}/tracks`,
        method: "PUT",
        body: queryArg.playlistTracks,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    changeBulkPrices: build.mutation<
      ChangeBulkPricesApiResponse,
      ChangeBulkPricesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/prices/bulk`,
        method: "POST",
        body: queryArg.bulkPrices,
      }),
    }),
    previewBulkPrices: build.mutation<
      PreviewBulkPricesApiResponse,
      PreviewBulkPricesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/prices/bulk/preview`,
        method: "POST",
        body: queryArg.bulkPrices,
      }),
    }),
    listPriceHistory: build.query<
      ListPriceHistoryApiResponse,
      ListPriceHistoryApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/prices/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    listPromotions: build.query<
      ListPromotionsApiResponse,
      ListPromotionsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions`,
        params: {
          state: queryArg.state,
          with_code: queryArg.withCode,
          q: queryArg.q,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createPromotion: build.mutation<
      CreatePromotionApiResponse,
      CreatePromotionApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions`,
        method: "POST",
        body: queryArg.promotionDraft,
      }),
    }),
    previewPromotion: build.mutation<
      PreviewPromotionApiResponse,
      PreviewPromotionApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions/preview`,
        method: "POST",
        body: queryArg.previewRequest,
      }),
    }),
    getPromotion: build.query<GetPromotionApiResponse, GetPromotionApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updatePromotion: build.mutation<
      UpdatePromotionApiResponse,
      UpdatePromotionApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.promotionDraft,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    setPromotionStatus: build.mutation<
      SetPromotionStatusApiResponse,
      SetPromotionStatusApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions/${encodeURIComponent(String(queryArg.id))}/status`,
        method: "PUT",
        body: queryArg.promotionStatusChange,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listPromotionUses: build.query<
      ListPromotionUsesApiResponse,
      ListPromotionUsesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/promotions/${encodeURIComponent(String(queryArg.id))}/uses`,
        params: {
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    listProviderEvents: build.query<
      ListProviderEventsApiResponse,
      ListProviderEventsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/provider-events`,
        params: {
          state: queryArg.state,
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    replayProviderEvent: build.mutation<
      ReplayProviderEventApiResponse,
      ReplayProviderEventApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/provider-events/${encodeURIComponent(String(queryArg.provider))}/${encodeURIComponent(String(queryArg.event))}/replay`,
        method: "POST",
      }),
    }),
    listReports: build.query<ListReportsApiResponse, ListReportsApiArg>({
      query: () => ({ url: `/api/v1/admin/reports` }),
    }),
    getReport: build.query<GetReportApiResponse, GetReportApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/${encodeURIComponent(String(queryArg.report))}`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
          country: queryArg.country,
          agent: queryArg.agent,
          sort: queryArg.sort,
          group_small: queryArg.groupSmall,
          limit: queryArg.limit,
        },
      }),
    }),
    exportReport: build.query<ExportReportApiResponse, ExportReportApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/${encodeURIComponent(String(queryArg.report))}/export.csv`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          compare: queryArg.compare,
          interval: queryArg.interval,
          country: queryArg.country,
          agent: queryArg.agent,
          sort: queryArg.sort,
          group_small: queryArg.groupSmall,
          limit: queryArg.limit,
        },
      }),
    }),
    listRoyaltyRates: build.query<
      ListRoyaltyRatesApiResponse,
      ListRoyaltyRatesApiArg
    >({
      query: () => ({ url: `/api/v1/admin/royalty-rates` }),
    }),
    setRoyaltyRate: build.mutation<
      SetRoyaltyRateApiResponse,
      SetRoyaltyRateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/royalty-rates`,
        method: "PUT",
        body: queryArg.royaltyChange,
      }),
    }),
    listSalePrices: build.query<
      ListSalePricesApiResponse,
      ListSalePricesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/sale-prices`,
        params: {
          kind: queryArg.kind,
          item_id: queryArg.itemId,
          open: queryArg.open,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createSalePrice: build.mutation<
      CreateSalePriceApiResponse,
      CreateSalePriceApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/sale-prices`,
        method: "POST",
        body: queryArg.newSalePrice,
      }),
    }),
    cancelSalePrice: build.mutation<
      CancelSalePriceApiResponse,
      CancelSalePriceApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/sale-prices/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    getSettings: build.query<GetSettingsApiResponse, GetSettingsApiArg>({
      query: () => ({ url: `/api/v1/admin/settings` }),
    }),
    saveSettings: build.mutation<SaveSettingsApiResponse, SaveSettingsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/settings`,
        method: "PUT",
        body: queryArg.shopSettings,
      }),
    }),
    listStaff: build.query<ListStaffApiResponse, ListStaffApiArg>({
      query: () => ({ url: `/api/v1/admin/staff` }),
    }),
    inviteStaff: build.mutation<InviteStaffApiResponse, InviteStaffApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff`,
        method: "POST",
        body: queryArg.invitation,
      }),
    }),
    getStaffMember: build.query<
      GetStaffMemberApiResponse,
      GetStaffMemberApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    changeStaffMember: build.mutation<
      ChangeStaffMemberApiResponse,
      ChangeStaffMemberApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.staffChange,
      }),
    }),
    deactivateStaffMember: build.mutation<
      DeactivateStaffMemberApiResponse,
      DeactivateStaffMemberApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}/deactivate`,
        method: "POST",
      }),
    }),
    resendStaffInvitation: build.mutation<
      ResendStaffInvitationApiResponse,
      ResendStaffInvitationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}/invitation`,
        method: "POST",
      }),
    }),
    reactivateStaffMember: build.mutation<
      ReactivateStaffMemberApiResponse,
      ReactivateStaffMemberApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}/reactivate`,
        method: "POST",
      }),
    }),
    resetStaffSecondFactor: build.mutation<
      ResetStaffSecondFactorApiResponse,
      ResetStaffSecondFactorApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}/second-factor/reset`,
        method: "POST",
      }),
    }),
    endStaffSession: build.mutation<
      EndStaffSessionApiResponse,
      EndStaffSessionApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/staff/${encodeURIComponent(String(queryArg.id))}/sessions/${encodeURIComponent(String(queryArg.session))}`,
        method: "DELETE",
      }),
    }),
    listTaxRates: build.query<ListTaxRatesApiResponse, ListTaxRatesApiArg>({
      query: () => ({ url: `/api/v1/admin/tax-rates` }),
    }),
    createTaxRate: build.mutation<
      CreateTaxRateApiResponse,
      CreateTaxRateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tax-rates`,
        method: "POST",
        body: queryArg.newTaxRate,
      }),
    }),
    updateTaxRate: build.mutation<
      UpdateTaxRateApiResponse,
      UpdateTaxRateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tax-rates/${encodeURIComponent(String(queryArg.country))}/${encodeURIComponent(String(queryArg.validFrom))}`,
        method: "PUT",
        body: queryArg.taxRateChange,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    deleteTaxRate: build.mutation<
      DeleteTaxRateApiResponse,
      DeleteTaxRateApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tax-rates/${encodeURIComponent(String(queryArg.country))}/${encodeURIComponent(String(queryArg.validFrom))}`,
        method: "DELETE",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    setTerritory: build.mutation<SetTerritoryApiResponse, SetTerritoryApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/territories/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.territory,
      }),
    }),
    clearTerritory: build.mutation<
      ClearTerritoryApiResponse,
      ClearTerritoryApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/territories/${encodeURIComponent(String(queryArg.kind))}/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    listTickets: build.query<ListTicketsApiResponse, ListTicketsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets`,
        params: {
          q: queryArg.q,
          state: queryArg.state,
          assignee: queryArg.assignee,
          customer: queryArg.customer,
          order: queryArg.order,
          waiting: queryArg.waiting,
          created_from: queryArg.createdFrom,
          created_to: queryArg.createdTo,
          scope: queryArg.scope,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createTicket: build.mutation<CreateTicketApiResponse, CreateTicketApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets`,
        method: "POST",
        body: queryArg.staffTicket,
      }),
    }),
    getTicketSummary: build.query<
      GetTicketSummaryApiResponse,
      GetTicketSummaryApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets/summary`,
        params: {
          q: queryArg.q,
          state: queryArg.state,
          assignee: queryArg.assignee,
          customer: queryArg.customer,
          order: queryArg.order,
          waiting: queryArg.waiting,
          created_from: queryArg.createdFrom,
          created_to: queryArg.createdTo,
          scope: queryArg.scope,
        },
      }),
    }),
    getTicket: build.query<GetTicketApiResponse, GetTicketApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updateTicket: build.mutation<UpdateTicketApiResponse, UpdateTicketApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.ticketChange,
      }),
    }),
    addTicketMessage: build.mutation<
      AddTicketMessageApiResponse,
      AddTicketMessageApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tickets/${encodeURIComponent(String(queryArg.id))}/messages`,
        method: "POST",
        body: queryArg.staffMessage,
      }),
    }),
    listCatalogueTracks: build.query<
      ListCatalogueTracksApiResponse,
      ListCatalogueTracksApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks`,
        params: {
          q: queryArg.q,
          artist_id: queryArg.artistId,
          album_id: queryArg.albumId,
          genre_id: queryArg.genreId,
          media_type_id: queryArg.mediaTypeId,
          state: queryArg.state,
          archived: queryArg.archived,
          sort: queryArg.sort,
          limit: queryArg.limit,
          cursor: queryArg.cursor,
        },
      }),
    }),
    createTrack: build.mutation<CreateTrackApiResponse, CreateTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks`,
        method: "POST",
        body: queryArg.newTrack,
      }),
    }),
    exportTracks: build.query<ExportTracksApiResponse, ExportTracksApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/export.csv`,
        params: {
          q: queryArg.q,
          artist_id: queryArg.artistId,
          album_id: queryArg.albumId,
          genre_id: queryArg.genreId,
          media_type_id: queryArg.mediaTypeId,
          state: queryArg.state,
          archived: queryArg.archived,
          sort: queryArg.sort,
        },
      }),
    }),
    getCatalogueTrack: build.query<
      GetCatalogueTrackApiResponse,
      GetCatalogueTrackApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}`,
      }),
    }),
    updateTrack: build.mutation<UpdateTrackApiResponse, UpdateTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}`,
        method: "PATCH",
        body: queryArg.trackChange,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    archiveTrack: build.mutation<ArchiveTrackApiResponse, ArchiveTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}/archive`,
        method: "POST",
      }),
    }),
    setTrackAudio: build.mutation<
      SetTrackAudioApiResponse,
      SetTrackAudioApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}/audio`,
        method: "PUT",
        body: queryArg.trackAudio,
      }),
    }),
    removeTrackAudio: build.mutation<
      RemoveTrackAudioApiResponse,
      RemoveTrackAudioApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}/audio`,
        method: "DELETE",
      }),
    }),
    releaseTrack: build.mutation<ReleaseTrackApiResponse, ReleaseTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}/release`,
        method: "POST",
        body: queryArg.releaseChange,
        headers: {
          "if-match": queryArg["if-match"],
        },
      }),
    }),
    restoreTrack: build.mutation<RestoreTrackApiResponse, RestoreTrackApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/tracks/${encodeURIComponent(String(queryArg.id))}/restore`,
        method: "POST",
      }),
    }),
    listViews: build.query<ListViewsApiResponse, ListViewsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/views`,
        params: {
          list: queryArg.list,
        },
      }),
    }),
    createView: build.mutation<CreateViewApiResponse, CreateViewApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/views`,
        method: "POST",
        body: queryArg.savedViewDraft,
      }),
    }),
    updateView: build.mutation<UpdateViewApiResponse, UpdateViewApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/views/${encodeURIComponent(String(queryArg.id))}`,
        method: "PUT",
        body: queryArg.savedViewDraft,
      }),
    }),
    deleteView: build.mutation<DeleteViewApiResponse, DeleteViewApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/views/${encodeURIComponent(String(queryArg.id))}`,
        method: "DELETE",
      }),
    }),
    listWebhookEndpoints: build.query<
      ListWebhookEndpointsApiResponse,
      ListWebhookEndpointsApiArg
    >({
      query: () => ({ url: `/api/v1/admin/webhooks` }),
    }),
    createWebhookEndpoint: build.mutation<
      CreateWebhookEndpointApiResponse,
      CreateWebhookEndpointApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/webhooks`,
        method: "POST",
        body: queryArg.newWebhookEndpoint,
      }),
    }),
    listWebhookDeliveries: build.query<
      ListWebhookDeliveriesApiResponse,
      ListWebhookDeliveriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/webhooks/${encodeURIComponent(String(queryArg.id))}/deliveries`,
        params: {
          cursor: queryArg.cursor,
          limit: queryArg.limit,
        },
      }),
    }),
    replayWebhookDelivery: build.mutation<
      ReplayWebhookDeliveryApiResponse,
      ReplayWebhookDeliveryApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/webhooks/${encodeURIComponent(String(queryArg.id))}/deliveries/${encodeURIComponent(String(queryArg.delivery))}/replay`,
        method: "POST",
      }),
    }),
    switchWebhookEndpoint: build.mutation<
      SwitchWebhookEndpointApiResponse,
      SwitchWebhookEndpointApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/webhooks/${encodeURIComponent(String(queryArg.id))}/enabled`,
        method: "PUT",
        body: queryArg.webhookSwitch,
      }),
    }),
    pingWebhookEndpoint: build.mutation<
      PingWebhookEndpointApiResponse,
      PingWebhookEndpointApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/webhooks/${encodeURIComponent(String(queryArg.id))}/ping`,
        method: "POST",
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as adminApi };
export type ListAgentsApiResponse = /** status 200  */ Agent[];
export type ListAgentsApiArg = void;
export type ListCatalogueAlbumsApiResponse =
  /** status 200  */ PageCatalogueAlbum;
export type ListCatalogueAlbumsApiArg = {
  /** A part of the title or the artist's name, or an id. */
  q?: string;
  artistId?: number;
  genreId?: number;
  state?: "draft" | "scheduled" | "published" | "withdrawn";
  /** Archived albums instead of the others. */
  archived?: boolean;
  sort?:
    | "title"
    | "-title"
    | "artist"
    | "-artist"
    | "added"
    | "-added"
    | "sales"
    | "-sales"
    | "price"
    | "-price";
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateAlbumApiResponse = /** status 201  */ CatalogueAlbumDetail;
export type CreateAlbumApiArg = {
  newAlbum: NewAlbum;
};
export type GetCatalogueAlbumApiResponse =
  /** status 200  */ CatalogueAlbumDetail;
export type GetCatalogueAlbumApiArg = {
  id: number;
};
export type UpdateAlbumApiResponse = /** status 200  */ CatalogueAlbumDetail;
export type UpdateAlbumApiArg = {
  id: number;
  "if-match": string;
  albumChange: AlbumChange;
};
export type ArchiveAlbumApiResponse = /** status 200  */ CatalogueAlbumDetail;
export type ArchiveAlbumApiArg = {
  id: number;
};
export type UploadAlbumCoverApiResponse =
  /** status 200  */ CatalogueAlbumDetail;
export type UploadAlbumCoverApiArg = {
  id: number;
  body: number[];
};
export type RemoveAlbumCoverApiResponse =
  /** status 200  */ CatalogueAlbumDetail;
export type RemoveAlbumCoverApiArg = {
  id: number;
};
export type ReleaseAlbumApiResponse = /** status 200  */ CatalogueAlbumDetail;
export type ReleaseAlbumApiArg = {
  id: number;
  "if-match": string;
  releaseChange: ReleaseChange;
};
export type RestoreAlbumApiResponse = /** status 200  */ CatalogueAlbumDetail;
export type RestoreAlbumApiArg = {
  id: number;
};
export type ListApiKeysApiResponse = /** status 200  */ PageApiKey;
export type ListApiKeysApiArg = {
  cursor?: string;
  limit?: number;
};
export type CreateApiKeyApiResponse = /** status 201  */ CreatedApiKey;
export type CreateApiKeyApiArg = {
  newApiKey: NewApiKey;
};
export type RevokeApiKeyApiResponse = unknown;
export type RevokeApiKeyApiArg = {
  id: string;
};
export type ListCatalogueArtistsApiResponse =
  /** status 200  */ PageCatalogueArtist;
export type ListCatalogueArtistsApiArg = {
  /** A part of the name, or an id. */
  q?: string;
  /** Archived artists instead of the others. */
  archived?: boolean;
  /** Whether the shop shows them. */
  onSale?: boolean;
  sort?: "name" | "-name" | "sales" | "-sales";
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateArtistApiResponse = /** status 201  */ CatalogueArtistDetail;
export type CreateArtistApiArg = {
  nameDraft: NameDraft;
};
export type GetCatalogueArtistApiResponse =
  /** status 200  */ CatalogueArtistDetail;
export type GetCatalogueArtistApiArg = {
  id: number;
};
export type UpdateArtistApiResponse = /** status 200  */ CatalogueArtistDetail;
export type UpdateArtistApiArg = {
  id: number;
  "if-match": string;
  nameDraft: NameDraft;
};
export type ArchiveArtistApiResponse = /** status 200  */ CatalogueArtistDetail;
export type ArchiveArtistApiArg = {
  id: number;
};
export type MergeArtistsApiResponse = /** status 200  */ CatalogueArtistDetail;
export type MergeArtistsApiArg = {
  id: number;
  mergeInto: MergeInto;
};
export type RestoreArtistApiResponse = /** status 200  */ CatalogueArtistDetail;
export type RestoreArtistApiArg = {
  id: number;
};
export type UploadAttachmentApiResponse = /** status 201  */ UploadedAttachment;
export type UploadAttachmentApiArg = {
  /** What the file is called. */
  fileName: string;
  body: number[];
};
export type UploadAudioApiResponse = /** status 201  */ AudioUpload;
export type UploadAudioApiArg = {
  /** What the file is called, to tell it from others. */
  fileName: string;
  body: number[];
};
export type ListAuditEntriesApiResponse = /** status 200  */ PageAuditEntry;
export type ListAuditEntriesApiArg = {
  /** The number of a member of staff or of a customer. */
  actor?: string;
  /** `staff`, `customer` or `system`. */
  actorKind?: string;
  /** An action (`staff.invited`), or all of a kind (`staff`). */
  action?: string;
  entity?: string;
  entityId?: string;
  from?: Timestamp;
  until?: Timestamp;
  /** Words in the note or in what changed. */
  q?: string;
  cursor?: string;
  limit?: number;
};
export type ExportAuditEntriesApiResponse = /** status 200  */ string;
export type ExportAuditEntriesApiArg = {
  /** The number of a member of staff or of a customer. */
  actor?: string;
  /** `staff`, `customer` or `system`. */
  actorKind?: string;
  /** An action (`staff.invited`), or all of a kind (`staff`). */
  action?: string;
  entity?: string;
  entityId?: string;
  from?: Timestamp;
  until?: Timestamp;
  /** Words in the note or in what changed. */
  q?: string;
  cursor?: string;
  limit?: number;
};
export type VerifyAuditLogApiResponse = /** status 200  */ Verdict;
export type VerifyAuditLogApiArg = void;
export type ListCannedAnswersApiResponse = /** status 200  */ CannedAnswer[];
export type ListCannedAnswersApiArg = void;
export type CreateCannedAnswerApiResponse = /** status 201  */ CannedAnswer;
export type CreateCannedAnswerApiArg = {
  cannedAnswerDraft: CannedAnswerDraft;
};
export type UpdateCannedAnswerApiResponse = /** status 200  */ CannedAnswer;
export type UpdateCannedAnswerApiArg = {
  id: CannedAnswerId;
  cannedAnswerDraft: CannedAnswerDraft;
};
export type DeleteCannedAnswerApiResponse = unknown;
export type DeleteCannedAnswerApiArg = {
  id: CannedAnswerId;
};
export type PreviewCatalogueImportApiResponse =
  /** status 201  */ CatalogueImport;
export type PreviewCatalogueImportApiArg = {
  body: number[];
};
export type ApplyCatalogueImportApiResponse =
  /** status 200  */ CatalogueImport;
export type ApplyCatalogueImportApiArg = {
  id: string;
};
export type ListCustomersApiResponse = /** status 200  */ PageShopCustomer;
export type ListCustomersApiArg = {
  /** Stands in the name, the company, the e-mail address or the phone number, or is the customer's number. */
  q?: string;
  /** ISO 3166 alpha-2; more than one with commas between. */
  country?: string;
  /** The number of the support agent, or `none`. */
  agent?: string;
  /** Paid less refunded, in minor units. */
  spendMin?: number;
  spendMax?: number;
  /** Orders that were paid. */
  ordersMin?: number;
  ordersMax?: number;
  /** Bought last on this day (`2025-12-01`, in UTC) or later. */
  lastOrderFrom?: string;
  /** Bought last on this day or before. */
  lastOrderTo?: string;
  createdFrom?: string;
  createdTo?: string;
  /** Whether they want to hear of new music. */
  newsletter?: boolean;
  /** `true`: those whose account was deleted. */
  deleted?: boolean;
  /** A narrower choice. */
  scope?: "mine" | "team" | "unassigned";
  /** What it is sorted by; `-` before it for the other direction. */
  sort?: string;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ApplyCustomerBulkApiResponse =
  /** status 200  */ CustomerBulkPreview;
export type ApplyCustomerBulkApiArg = {
  customerBulkRequest: CustomerBulkRequest;
};
export type PreviewCustomerBulkApiResponse =
  /** status 200  */ CustomerBulkPreview;
export type PreviewCustomerBulkApiArg = {
  customerBulkPreviewRequest: CustomerBulkPreviewRequest;
};
export type ExportCustomersApiResponse = /** status 200  */ string;
export type ExportCustomersApiArg = {
  /** Stands in the name, the company, the e-mail address or the phone number, or is the customer's number. */
  q?: string;
  /** ISO 3166 alpha-2; more than one with commas between. */
  country?: string;
  /** The number of the support agent, or `none`. */
  agent?: string;
  /** Paid less refunded, in minor units. */
  spendMin?: number;
  spendMax?: number;
  /** Orders that were paid. */
  ordersMin?: number;
  ordersMax?: number;
  /** Bought last on this day (`2025-12-01`, in UTC) or later. */
  lastOrderFrom?: string;
  /** Bought last on this day or before. */
  lastOrderTo?: string;
  createdFrom?: string;
  createdTo?: string;
  /** Whether they want to hear of new music. */
  newsletter?: boolean;
  /** `true`: those whose account was deleted. */
  deleted?: boolean;
  /** A narrower choice. */
  scope?: "mine" | "team" | "unassigned";
  /** As in the list. */
  sort?: string;
};
export type GetCustomerTotalsApiResponse = /** status 200  */ CustomerTotals;
export type GetCustomerTotalsApiArg = {
  /** Stands in the name, the company, the e-mail address or the phone number, or is the customer's number. */
  q?: string;
  /** ISO 3166 alpha-2; more than one with commas between. */
  country?: string;
  /** The number of the support agent, or `none`. */
  agent?: string;
  /** Paid less refunded, in minor units. */
  spendMin?: number;
  spendMax?: number;
  /** Orders that were paid. */
  ordersMin?: number;
  ordersMax?: number;
  /** Bought last on this day (`2025-12-01`, in UTC) or later. */
  lastOrderFrom?: string;
  /** Bought last on this day or before. */
  lastOrderTo?: string;
  createdFrom?: string;
  createdTo?: string;
  /** Whether they want to hear of new music. */
  newsletter?: boolean;
  /** `true`: those whose account was deleted. */
  deleted?: boolean;
  /** A narrower choice. */
  scope?: "mine" | "team" | "unassigned";
};
export type GetCustomerApiResponse = /** status 200  */ CustomerDesk;
export type GetCustomerApiArg = {
  id: number;
};
export type GetCustomerAccountApiResponse = /** status 200  */ CustomerAccount;
export type GetCustomerAccountApiArg = {
  id: number;
};
export type AssignAgentApiResponse = /** status 200  */ CustomerDesk;
export type AssignAgentApiArg = {
  id: number;
  assignAgent: AssignAgent;
};
export type AnonymiseCustomerApiResponse = unknown;
export type AnonymiseCustomerApiArg = {
  id: number;
  anonymiseCustomer: AnonymiseCustomer;
};
export type DisableCustomerApiResponse = /** status 200  */ CustomerAccount;
export type DisableCustomerApiArg = {
  id: number;
  customerAccountReason: CustomerAccountReason;
};
export type EnableCustomerApiResponse = /** status 200  */ CustomerAccount;
export type EnableCustomerApiArg = {
  id: number;
  customerAccountReason: CustomerAccountReason;
};
export type AddCustomerNoteApiResponse = /** status 201  */ Note[];
export type AddCustomerNoteApiArg = {
  id: number;
  newNote: NewNote;
};
export type BeginCustomerViewApiResponse = /** status 201  */ CustomerView;
export type BeginCustomerViewApiArg = {
  id: number;
};
export type EndCustomerViewApiResponse = unknown;
export type EndCustomerViewApiArg = {
  id: number;
};
export type ListDownloadBatchesApiResponse =
  /** status 200  */ PageDownloadBatch;
export type ListDownloadBatchesApiArg = {
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateDownloadBatchApiResponse =
  /** status 201  */ CreatedDownloadBatch;
export type CreateDownloadBatchApiArg = {
  /** A fresh UUID for each batch */
  "Idempotency-Key": string;
  newDownloadBatch: NewDownloadBatch;
};
export type GetDownloadBatchApiResponse = /** status 200  */ DownloadBatch;
export type GetDownloadBatchApiArg = {
  id: BatchId;
};
export type RevokeDownloadBatchApiResponse = /** status 200  */ DownloadBatch;
export type RevokeDownloadBatchApiArg = {
  id: BatchId;
  "If-Match": string;
};
export type ListCatalogueGenresApiResponse =
  /** status 200  */ ListCatalogueGenre;
export type ListCatalogueGenresApiArg = {
  /** Archived ones instead of the others. */
  archived?: boolean;
};
export type CreateGenreApiResponse = /** status 201  */ CatalogueGenre;
export type CreateGenreApiArg = {
  nameDraft: NameDraft;
};
export type UpdateGenreApiResponse = /** status 200  */ CatalogueGenre;
export type UpdateGenreApiArg = {
  id: number;
  "if-match": string;
  nameDraft: NameDraft;
};
export type ArchiveGenreApiResponse = /** status 200  */ CatalogueGenre;
export type ArchiveGenreApiArg = {
  id: number;
};
export type MergeGenresApiResponse = /** status 200  */ CatalogueGenre;
export type MergeGenresApiArg = {
  id: number;
  mergeInto: MergeInto;
};
export type RestoreGenreApiResponse = /** status 200  */ CatalogueGenre;
export type RestoreGenreApiArg = {
  id: number;
};
export type ListGiftCardsApiResponse = /** status 200  */ PageGiftCard;
export type ListGiftCardsApiArg = {
  /** In names, addresses or the end of the code. */
  q?: string;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type IssueGiftCardApiResponse = /** status 201  */ IssuedGiftCard;
export type IssueGiftCardApiArg = {
  /** A fresh UUID for each card */
  "Idempotency-Key": string;
  newGiftCard: NewGiftCard;
};
export type GetGiftCardApiResponse = /** status 200  */ GiftCardDetail;
export type GetGiftCardApiArg = {
  id: GiftCardId;
};
export type SetGiftCardStatusApiResponse = /** status 200  */ GiftCard;
export type SetGiftCardStatusApiArg = {
  id: GiftCardId;
  "If-Match": string;
  giftCardStatusChange: GiftCardStatusChange;
};
export type GetHealthApiResponse = /** status 200  */ Health;
export type GetHealthApiArg = void;
export type GetAdminHomeApiResponse = /** status 200  */ AdminHome;
export type GetAdminHomeApiArg = {
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Points of the chart: days up to 92, else months, unless said. */
  interval?: "day" | "week" | "month" | "year";
};
export type ListStockApiResponse = /** status 200  */ PageStock;
export type ListStockApiArg = {
  /** A part of the title. */
  q?: string;
  /** Only those with few copies left. */
  low?: boolean;
  /** Lifted limits instead. */
  lifted?: boolean;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ChangeBulkStockApiResponse = /** status 200  */ StockPreview;
export type ChangeBulkStockApiArg = {
  bulkStock: BulkStock;
};
export type PreviewBulkStockApiResponse = /** status 200  */ StockPreview;
export type PreviewBulkStockApiArg = {
  bulkStock: BulkStock;
};
export type GetStockApiResponse = /** status 200  */ Stock;
export type GetStockApiArg = {
  kind: ItemKind;
  id: number;
};
export type SetStockApiResponse = /** status 200  */ Stock;
export type SetStockApiArg = {
  kind: ItemKind;
  id: number;
  stockDraft: StockDraft;
};
export type LiftStockApiResponse = unknown;
export type LiftStockApiArg = {
  kind: ItemKind;
  id: number;
};
export type ListStockMovesApiResponse = /** status 200  */ PageStockMove;
export type ListStockMovesApiArg = {
  kind: ItemKind;
  id: number;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type MoveStockApiResponse = /** status 201  */ Stock;
export type MoveStockApiArg = {
  kind: ItemKind;
  id: number;
  /** A fresh UUID for each move */
  "Idempotency-Key": string;
  stockChange: StockChange;
};
export type ListJobsApiResponse = /** status 200  */ PageJob;
export type ListJobsApiArg = {
  /** Such as `order.paid` or `mail`. */
  topic?: string;
  state?: JobState;
  cursor?: string;
  limit?: number;
};
export type CountJobsApiResponse = /** status 200  */ JobCounts;
export type CountJobsApiArg = void;
export type ParkJobApiResponse = unknown;
export type ParkJobApiArg = {
  id: EventId;
};
export type RetryJobApiResponse = unknown;
export type RetryJobApiArg = {
  id: EventId;
};
export type ListMailsApiResponse = /** status 200  */ PageMailView;
export type ListMailsApiArg = {
  state?: JobState;
  cursor?: string;
  limit?: number;
};
export type ResendMailApiResponse = unknown;
export type ResendMailApiArg = {
  id: EventId;
};
export type GetStaffSelfApiResponse = /** status 200  */ StaffSelf;
export type GetStaffSelfApiArg = void;
export type ListCatalogueMediaTypesApiResponse =
  /** status 200  */ ListCatalogueMediaType;
export type ListCatalogueMediaTypesApiArg = void;
export type CreateMediaTypeApiResponse = /** status 201  */ CatalogueMediaType;
export type CreateMediaTypeApiArg = {
  newMediaType: NewMediaType;
};
export type UpdateMediaTypeApiResponse = /** status 200  */ CatalogueMediaType;
export type UpdateMediaTypeApiArg = {
  id: number;
  "if-match": string;
  nameDraft: NameDraft;
};
export type ListShopOrdersApiResponse = /** status 200  */ PageShopOrder;
export type ListShopOrdersApiArg = {
  /** Begins like the number, or stands in the name or the e-mail address, or is the invoice's number. */
  q?: string;
  /** One or more states, with commas between: `paid,fulfilled`. */
  status?: string;
  /** From this day (`2025-12-01`, in UTC) or moment on. */
  placedFrom?: string;
  /** Up to this day, which is included, or before this moment. */
  placedTo?: string;
  /** ISO 3166 alpha-2 of the billing address. */
  country?: string;
  /** The number of the customer's support agent, or `none`. */
  agent?: string;
  customer?: number;
  /** Who took the money, such as `test`. */
  provider?: string;
  /** In minor units. */
  totalMin?: number;
  totalMax?: number;
  /** `true`: orders whose money does not fit. */
  held?: boolean;
  /** A promotion that took something off the order or off one of its lines. */
  promotion?: PromotionId;
  /** How the last refund went. */
  refund?: "failed";
  /** A narrower choice of customers. */
  scope?: "mine" | "team" | "unassigned";
  /** What it is sorted by; `-` before it for the other direction. */
  sort?: string;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ApplyOrderBulkApiResponse = /** status 200  */ OrderBulkDone;
export type ApplyOrderBulkApiArg = {
  orderBulkRequest: OrderBulkRequest;
};
export type PreviewOrderBulkApiResponse = /** status 200  */ OrderBulkPreview;
export type PreviewOrderBulkApiArg = {
  orderBulkPreviewRequest: OrderBulkPreviewRequest;
};
export type ExportOrdersApiResponse = /** status 200  */ string;
export type ExportOrdersApiArg = {
  /** Begins like the number, or stands in the name or the e-mail address, or is the invoice's number. */
  q?: string;
  /** One or more states, with commas between: `paid,fulfilled`. */
  status?: string;
  /** From this day (`2025-12-01`, in UTC) or moment on. */
  placedFrom?: string;
  /** Up to this day, which is included, or before this moment. */
  placedTo?: string;
  /** ISO 3166 alpha-2 of the billing address. */
  country?: string;
  /** The number of the customer's support agent, or `none`. */
  agent?: string;
  customer?: number;
  /** Who took the money, such as `test`. */
  provider?: string;
  /** In minor units. */
  totalMin?: number;
  totalMax?: number;
  /** `true`: orders whose money does not fit. */
  held?: boolean;
  /** A promotion that took something off the order or off one of its lines. */
  promotion?: PromotionId;
  /** How the last refund went. */
  refund?: "failed";
  /** A narrower choice of customers. */
  scope?: "mine" | "team" | "unassigned";
  /** As in the list. */
  sort?: string;
};
export type GetOrderTotalsApiResponse = /** status 200  */ OrderTotals;
export type GetOrderTotalsApiArg = {
  /** Begins like the number, or stands in the name or the e-mail address, or is the invoice's number. */
  q?: string;
  /** One or more states, with commas between: `paid,fulfilled`. */
  status?: string;
  /** From this day (`2025-12-01`, in UTC) or moment on. */
  placedFrom?: string;
  /** Up to this day, which is included, or before this moment. */
  placedTo?: string;
  /** ISO 3166 alpha-2 of the billing address. */
  country?: string;
  /** The number of the customer's support agent, or `none`. */
  agent?: string;
  customer?: number;
  /** Who took the money, such as `test`. */
  provider?: string;
  /** In minor units. */
  totalMin?: number;
  totalMax?: number;
  /** `true`: orders whose money does not fit. */
  held?: boolean;
  /** A promotion that took something off the order or off one of its lines. */
  promotion?: PromotionId;
  /** How the last refund went. */
  refund?: "failed";
  /** A narrower choice of customers. */
  scope?: "mine" | "team" | "unassigned";
};
export type GetShopOrderApiResponse = /** status 200  */ OrderDesk;
export type GetShopOrderApiArg = {
  id: OrderId;
};
export type CancelShopOrderApiResponse = /** status 200  */ OrderDesk;
export type CancelShopOrderApiArg = {
  id: OrderId;
};
export type ReplaceOrderDownloadApiResponse = unknown;
export type ReplaceOrderDownloadApiArg = {
  id: OrderId;
  replaceDownload: ReplaceDownload;
};
export type GetShopOrderInvoiceApiResponse = /** status 200  */ Invoice;
export type GetShopOrderInvoiceApiArg = {
  id: OrderId;
};
export type RestoreOrderLineApiResponse = /** status 200  */ OrderDesk;
export type RestoreOrderLineApiArg = {
  id: OrderId;
  line: OrderLineId;
};
export type AddOrderNoteApiResponse = /** status 201  */ Note[];
export type AddOrderNoteApiArg = {
  id: OrderId;
  newNote: NewNote;
};
export type ResendReceiptApiResponse = unknown;
export type ResendReceiptApiArg = {
  id: OrderId;
};
export type RefundOrderApiResponse = /** status 201  */ OrderDesk;
export type RefundOrderApiArg = {
  id: OrderId;
  /** A fresh UUID for each refund */
  "Idempotency-Key": string;
  refundOrder: RefundOrder;
};
export type GetOrderTimelineApiResponse = /** status 200  */ TimelineEvent[];
export type GetOrderTimelineApiArg = {
  id: OrderId;
};
export type ListCataloguePlaylistsApiResponse =
  /** status 200  */ ListCataloguePlaylist;
export type ListCataloguePlaylistsApiArg = {
  /** Archived ones instead of the others. */
  archived?: boolean;
};
export type CreateCataloguePlaylistApiResponse =
  /** status 201  */ CataloguePlaylistDetail;
export type CreateCataloguePlaylistApiArg = {
  nameDraft: NameDraft;
};
export type GetCataloguePlaylistApiResponse =
  /** status 200  */ CataloguePlaylistDetail;
export type GetCataloguePlaylistApiArg = {
  id: number;
};
export type UpdateCataloguePlaylistApiResponse =
  /** status 200  */ CataloguePlaylistDetail;
export type UpdateCataloguePlaylistApiArg = {
  id: number;
  "if-match": string;
  nameDraft: NameDraft;
};
export type ArchiveCataloguePlaylistApiResponse =
  /** status 200  */ CataloguePlaylistDetail;
export type ArchiveCataloguePlaylistApiArg = {
  id: number;
};
export type RestoreCataloguePlaylistApiResponse =
  /** status 200  */ CataloguePlaylistDetail;
export type RestoreCataloguePlaylistApiArg = {
  id: number;
};
export type SetCataloguePlaylistTracksApiResponse =
  /** status 200  */ CataloguePlaylistDetail;
export type SetCataloguePlaylistTracksApiArg = {
  id: number;
  "if-match": string;
  playlistTracks: PlaylistTracks;
};
export type ChangeBulkPricesApiResponse = /** status 200  */ PricePreview;
export type ChangeBulkPricesApiArg = {
  bulkPrices: BulkPrices;
};
export type PreviewBulkPricesApiResponse = /** status 200  */ PricePreview;
export type PreviewBulkPricesApiArg = {
  bulkPrices: BulkPrices;
};
export type ListPriceHistoryApiResponse = /** status 200  */ PagePriceEntry;
export type ListPriceHistoryApiArg = {
  kind: ItemKind;
  id: number;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ListPromotionsApiResponse = /** status 200  */ PagePromotion;
export type ListPromotionsApiArg = {
  state?: "scheduled" | "running" | "paused" | "used_up" | "ended";
  /** `true`: with a code. `false`: those that apply by themselves. */
  withCode?: boolean;
  /** In the name or the code. */
  q?: string;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreatePromotionApiResponse = /** status 201  */ Promotion;
export type CreatePromotionApiArg = {
  promotionDraft: PromotionDraft;
};
export type PreviewPromotionApiResponse = /** status 200  */ Preview;
export type PreviewPromotionApiArg = {
  previewRequest: PreviewRequest;
};
export type GetPromotionApiResponse = /** status 200  */ PromotionDetail;
export type GetPromotionApiArg = {
  id: PromotionId;
};
export type UpdatePromotionApiResponse = /** status 200  */ Promotion;
export type UpdatePromotionApiArg = {
  id: PromotionId;
  "If-Match": string;
  promotionDraft: PromotionDraft;
};
export type SetPromotionStatusApiResponse = /** status 200  */ Promotion;
export type SetPromotionStatusApiArg = {
  id: PromotionId;
  "If-Match": string;
  promotionStatusChange: PromotionStatusChange;
};
export type ListPromotionUsesApiResponse = /** status 200  */ PagePromotionUse;
export type ListPromotionUsesApiArg = {
  id: PromotionId;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ListProviderEventsApiResponse =
  /** status 200  */ PageProviderEvent;
export type ListProviderEventsApiArg = {
  state?: JobState;
  cursor?: string;
  limit?: number;
};
export type ReplayProviderEventApiResponse = unknown;
export type ReplayProviderEventApiArg = {
  provider: string;
  event: string;
};
export type ListReportsApiResponse = /** status 200  */ ListReportInfo;
export type ListReportsApiArg = void;
export type GetReportApiResponse = /** status 200  */ ReportTable;
export type GetReportApiArg = {
  report: Report;
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Of `sales`: a row for each day, week, month or year. */
  interval?: "day" | "week" | "month" | "year";
  /** Only bills of this country, in reports that are kept by country. */
  country?: string;
  /** Only customers of this support agent, in reports that are kept by agent. */
  agent?: number;
  /** What comes first; net sales when it is not said. */
  sort?: "-net" | "-units" | "-refunds";
  /** Of `countries`: those with one customer become "Other". */
  groupSmall?: boolean;
  /** Rows of the answer, 1 to 500; 50 when it is not said. A series has all its points, a CSV all rows. */
  limit?: number;
};
export type ExportReportApiResponse = /** status 200  */ string;
export type ExportReportApiArg = {
  report: Report;
  /** The first day; 29 days before `to` when it is not said. */
  from?: string;
  /** The last day; today when it is not said. */
  to?: string;
  /** What the figures are compared with. */
  compare?: "previous" | "year" | "none";
  /** Of `sales`: a row for each day, week, month or year. */
  interval?: "day" | "week" | "month" | "year";
  /** Only bills of this country, in reports that are kept by country. */
  country?: string;
  /** Only customers of this support agent, in reports that are kept by agent. */
  agent?: number;
  /** What comes first; net sales when it is not said. */
  sort?: "-net" | "-units" | "-refunds";
  /** Of `countries`: those with one customer become "Other". */
  groupSmall?: boolean;
  /** Rows of the answer, 1 to 500; 50 when it is not said. A series has all its points, a CSV all rows. */
  limit?: number;
};
export type ListRoyaltyRatesApiResponse = /** status 200  */ ListRoyaltyRate;
export type ListRoyaltyRatesApiArg = void;
export type SetRoyaltyRateApiResponse = /** status 200  */ ListRoyaltyRate;
export type SetRoyaltyRateApiArg = {
  royaltyChange: RoyaltyChange;
};
export type ListSalePricesApiResponse = /** status 200  */ PageSalePrice;
export type ListSalePricesApiArg = {
  kind?: "track" | "album";
  /** Sales of one item; with `kind`. */
  itemId?: number;
  /** Without those that are over. */
  open?: boolean;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateSalePriceApiResponse = /** status 201  */ SalePrice;
export type CreateSalePriceApiArg = {
  newSalePrice: NewSalePrice;
};
export type CancelSalePriceApiResponse = unknown;
export type CancelSalePriceApiArg = {
  id: string;
};
export type GetSettingsApiResponse = /** status 200  */ SettingsView;
export type GetSettingsApiArg = void;
export type SaveSettingsApiResponse = /** status 200  */ SettingsView;
export type SaveSettingsApiArg = {
  shopSettings: ShopSettings;
};
export type ListStaffApiResponse = /** status 200  */ StaffList;
export type ListStaffApiArg = void;
export type InviteStaffApiResponse = /** status 201  */ StaffMemberDetail;
export type InviteStaffApiArg = {
  invitation: Invitation;
};
export type GetStaffMemberApiResponse = /** status 200  */ StaffMemberDetail;
export type GetStaffMemberApiArg = {
  id: EmployeeId;
};
export type ChangeStaffMemberApiResponse = /** status 200  */ StaffMemberDetail;
export type ChangeStaffMemberApiArg = {
  id: EmployeeId;
  staffChange: StaffChange;
};
export type DeactivateStaffMemberApiResponse =
  /** status 200  */ StaffMemberDetail;
export type DeactivateStaffMemberApiArg = {
  id: EmployeeId;
};
export type ResendStaffInvitationApiResponse = unknown;
export type ResendStaffInvitationApiArg = {
  id: EmployeeId;
};
export type ReactivateStaffMemberApiResponse =
  /** status 200  */ StaffMemberDetail;
export type ReactivateStaffMemberApiArg = {
  id: EmployeeId;
};
export type ResetStaffSecondFactorApiResponse =
  /** status 200  */ StaffMemberDetail;
export type ResetStaffSecondFactorApiArg = {
  id: EmployeeId;
};
export type EndStaffSessionApiResponse = unknown;
export type EndStaffSessionApiArg = {
  id: EmployeeId;
  session: SessionId;
};
export type ListTaxRatesApiResponse = /** status 200  */ TaxRates;
export type ListTaxRatesApiArg = void;
export type CreateTaxRateApiResponse = /** status 201  */ TaxRate;
export type CreateTaxRateApiArg = {
  newTaxRate: NewTaxRate;
};
export type UpdateTaxRateApiResponse = /** status 200  */ TaxRate;
export type UpdateTaxRateApiArg = {
  country: CountryCode;
  /** The first day, such as 2026-01-01 */
  validFrom: string;
  "If-Match": string;
  taxRateChange: TaxRateChange;
};
export type DeleteTaxRateApiResponse = unknown;
export type DeleteTaxRateApiArg = {
  country: CountryCode;
  /** The first day, such as 2026-01-01 */
  validFrom: string;
  "If-Match": string;
};
export type SetTerritoryApiResponse = /** status 200  */ Territory;
export type SetTerritoryApiArg = {
  kind: Holder;
  id: number;
  territory: Territory;
};
export type ClearTerritoryApiResponse = unknown;
export type ClearTerritoryApiArg = {
  kind: Holder;
  id: number;
};
export type ListTicketsApiResponse = /** status 200  */ PageTicket;
export type ListTicketsApiArg = {
  /** Stands in the subject, the customer's name or address, or is the number. */
  q?: string;
  /** One or more of `open`, `pending`, `solved`, `closed`, with commas between. */
  state?: string;
  /** `me`, `none`, or the number of an employee. */
  assignee?: string;
  customer?: number;
  order?: string;
  /** `true`: customers who wait for an answer. */
  waiting?: boolean;
  createdFrom?: string;
  createdTo?: string;
  /** A narrower choice of customers. */
  scope?: "mine" | "team" | "unassigned";
  /** What it is sorted by; `-` before it for the other direction. */
  sort?: string;
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateTicketApiResponse = /** status 201  */ Conversation;
export type CreateTicketApiArg = {
  staffTicket: StaffTicket;
};
export type GetTicketSummaryApiResponse = /** status 200  */ TicketSummary;
export type GetTicketSummaryApiArg = {
  /** Stands in the subject, the customer's name or address, or is the number. */
  q?: string;
  /** One or more of `open`, `pending`, `solved`, `closed`, with commas between. */
  state?: string;
  /** `me`, `none`, or the number of an employee. */
  assignee?: string;
  customer?: number;
  order?: string;
  /** `true`: customers who wait for an answer. */
  waiting?: boolean;
  createdFrom?: string;
  createdTo?: string;
  /** A narrower choice of customers. */
  scope?: "mine" | "team" | "unassigned";
};
export type GetTicketApiResponse = /** status 200  */ Conversation;
export type GetTicketApiArg = {
  id: TicketId;
};
export type UpdateTicketApiResponse = /** status 200  */ Conversation;
export type UpdateTicketApiArg = {
  id: TicketId;
  ticketChange: TicketChange;
};
export type AddTicketMessageApiResponse = /** status 201  */ Conversation;
export type AddTicketMessageApiArg = {
  id: TicketId;
  staffMessage: StaffMessage;
};
export type ListCatalogueTracksApiResponse =
  /** status 200  */ PageCatalogueTrack;
export type ListCatalogueTracksApiArg = {
  /** A part of the name, or an id. */
  q?: string;
  artistId?: number;
  albumId?: number;
  genreId?: number;
  mediaTypeId?: number;
  state?: "draft" | "scheduled" | "published" | "withdrawn";
  /** Archived tracks instead of the others. */
  archived?: boolean;
  sort?:
    | "name"
    | "-name"
    | "artist"
    | "-artist"
    | "album"
    | "-album"
    | "added"
    | "-added"
    | "sales"
    | "-sales"
    | "price"
    | "-price";
  /** How many, 1 to 200; 50 when not said. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type CreateTrackApiResponse = /** status 201  */ CatalogueTrackDetail;
export type CreateTrackApiArg = {
  newTrack: NewTrack;
};
export type ExportTracksApiResponse = /** status 200  */ string;
export type ExportTracksApiArg = {
  /** A part of the name, or an id. */
  q?: string;
  artistId?: number;
  albumId?: number;
  genreId?: number;
  mediaTypeId?: number;
  state?: "draft" | "scheduled" | "published" | "withdrawn";
  /** Archived tracks instead of the others. */
  archived?: boolean;
  sort?:
    | "name"
    | "-name"
    | "artist"
    | "-artist"
    | "album"
    | "-album"
    | "added"
    | "-added"
    | "sales"
    | "-sales"
    | "price"
    | "-price";
};
export type GetCatalogueTrackApiResponse =
  /** status 200  */ CatalogueTrackDetail;
export type GetCatalogueTrackApiArg = {
  id: number;
};
export type UpdateTrackApiResponse = /** status 200  */ CatalogueTrackDetail;
export type UpdateTrackApiArg = {
  id: number;
  "if-match": string;
  trackChange: TrackChange;
};
export type ArchiveTrackApiResponse = /** status 200  */ CatalogueTrackDetail;
export type ArchiveTrackApiArg = {
  id: number;
};
export type SetTrackAudioApiResponse = /** status 200  */ CatalogueTrackDetail;
export type SetTrackAudioApiArg = {
  id: number;
  trackAudio: TrackAudio;
};
export type RemoveTrackAudioApiResponse =
  /** status 200  */ CatalogueTrackDetail;
export type RemoveTrackAudioApiArg = {
  id: number;
};
export type ReleaseTrackApiResponse = /** status 200  */ CatalogueTrackDetail;
export type ReleaseTrackApiArg = {
  id: number;
  "if-match": string;
  releaseChange: ReleaseChange;
};
export type RestoreTrackApiResponse = /** status 200  */ CatalogueTrackDetail;
export type RestoreTrackApiArg = {
  id: number;
};
export type ListViewsApiResponse = /** status 200  */ SavedView[];
export type ListViewsApiArg = {
  /** Which list, such as `orders`. */
  list: string;
};
export type CreateViewApiResponse = /** status 201  */ SavedView;
export type CreateViewApiArg = {
  savedViewDraft: SavedViewDraft;
};
export type UpdateViewApiResponse = /** status 200  */ SavedView;
export type UpdateViewApiArg = {
  id: SavedViewId;
  savedViewDraft: SavedViewDraft;
};
export type DeleteViewApiResponse = unknown;
export type DeleteViewApiArg = {
  id: SavedViewId;
};
export type ListWebhookEndpointsApiResponse =
  /** status 200  */ WebhookEndpoints;
export type ListWebhookEndpointsApiArg = void;
export type CreateWebhookEndpointApiResponse =
  /** status 201  */ CreatedWebhookEndpoint;
export type CreateWebhookEndpointApiArg = {
  newWebhookEndpoint: NewWebhookEndpoint;
};
export type ListWebhookDeliveriesApiResponse =
  /** status 200  */ PageWebhookDelivery;
export type ListWebhookDeliveriesApiArg = {
  id: string;
  cursor?: string;
  limit?: number;
};
export type ReplayWebhookDeliveryApiResponse = unknown;
export type ReplayWebhookDeliveryApiArg = {
  id: string;
  delivery: string;
};
export type SwitchWebhookEndpointApiResponse = unknown;
export type SwitchWebhookEndpointApiArg = {
  id: string;
  webhookSwitch: WebhookSwitch;
};
export type PingWebhookEndpointApiResponse = unknown;
export type PingWebhookEndpointApiArg = {
  id: string;
};
export type EmployeeId = number;
export type Agent = {
  /** How many they look after. */
  customers: number;
  first_name: string;
  id: EmployeeId;
  last_name: string;
  role: string;
  title?: string | null;
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
export type Timestamp = string;
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
export type AlbumId = number;
export type AlbumKind = "audio" | "video" | "mixed";
export type Currency = string;
export type Money = {
  /** Whole minor units: 99 is 0.99 USD. */
  amount: number;
  currency: Currency;
};
export type ReleaseState = "draft" | "scheduled" | "published" | "withdrawn";
export type PageCatalogueAlbum = {
  items: {
    archived_at?: null | Timestamp;
    artist: ArtistRef;
    cover_url: string;
    duration_ms: number;
    genre?: null | GenreRef;
    /** Whether its cover was uploaded; else it is drawn. */
    has_cover: boolean;
    id: AlbumId;
    kind: AlbumKind;
    /** Whether it can be bought now. */
    on_sale: boolean;
    own_price?: null | Money;
    preorder: boolean;
    /** What it costs now. */
    price: Money;
    /** What it costs without sales. */
    regular_price: Money;
    release_at?: null | Timestamp;
    restricted: boolean;
    state: ReleaseState;
    title: string;
    /** All tracks, on sale or not. */
    track_count: number;
    units_sold: number;
    version: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type CatalogueAlbum = {
  archived_at?: null | Timestamp;
  artist: ArtistRef;
  cover_url: string;
  duration_ms: number;
  genre?: null | GenreRef;
  /** Whether its cover was uploaded; else it is drawn. */
  has_cover: boolean;
  id: AlbumId;
  kind: AlbumKind;
  /** Whether it can be bought now. */
  on_sale: boolean;
  own_price?: null | Money;
  preorder: boolean;
  /** What it costs now. */
  price: Money;
  /** What it costs without sales. */
  regular_price: Money;
  release_at?: null | Timestamp;
  restricted: boolean;
  state: ReleaseState;
  title: string;
  /** All tracks, on sale or not. */
  track_count: number;
  units_sold: number;
  version: number;
};
export type CountryCode = string;
export type RuleKind = "allow" | "block";
export type Territory = {
  /** ISO 3166 codes, at least one. */
  countries: CountryCode[];
  rule: RuleKind;
};
export type AudioFormat = "flac" | "mp3" | "wav" | "aiff" | "ogg" | "m4a";
export type TrackId = number;
export type Kind = "audio" | "video";
export type MediaTypeId = number;
export type MediaTypeRef = {
  id: MediaTypeId;
  name: string;
};
export type CatalogueTrack = {
  album_id?: null | AlbumId;
  album_title?: string | null;
  archived_at?: null | Timestamp;
  artist?: null | ArtistRef;
  audio_format?: null | AudioFormat;
  composer?: string | null;
  disc?: number | null;
  duration_ms: number;
  genre?: null | GenreRef;
  id: TrackId;
  kind: Kind;
  media_type: MediaTypeRef;
  name: string;
  /** Whether it can be bought now: its album counts, too. */
  on_sale: boolean;
  position?: number | null;
  price: Money;
  regular_price: Money;
  release_at?: null | Timestamp;
  restricted: boolean;
  state: ReleaseState;
  units_sold: number;
  version: number;
  year?: number | null;
};
export type CatalogueAlbumDetail = CatalogueAlbum & {
  territory?: null | Territory;
  tracks: CatalogueTrack[];
};
export type NewAlbum = {
  artist_id: number;
  title: string;
};
export type AlbumChange = {
  artist_id?: number | null;
  /** Cents; `null`: its tracks together, less the album discount. */
  own_price_cents?: number | null;
  title?: string | null;
};
export type ReleaseChange = {
  /** Albums: sold before the release day already. */
  preorder?: boolean;
  release_at?: null | Timestamp;
  state: ReleaseState;
};
export type KeyScope = "catalogue:read" | "sales:read" | "orders:read";
export type PageApiKey = {
  items: {
    created_at: Timestamp;
    created_by: EmployeeId;
    id: string;
    last_used_at: null | Timestamp;
    name: string;
    per_minute: number;
    /** How it begins. */
    prefix: string;
    revoked_at: null | Timestamp;
    scopes: KeyScope[];
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type ApiKey = {
  created_at: Timestamp;
  created_by: EmployeeId;
  id: string;
  last_used_at: null | Timestamp;
  name: string;
  per_minute: number;
  /** How it begins. */
  prefix: string;
  revoked_at: null | Timestamp;
  scopes: KeyScope[];
};
export type CreatedApiKey = ApiKey & {
  key: string;
};
export type NewApiKey = {
  /** Whose it is, or what for. */
  name: string;
  /** How often it may be used in a minute, 1 to 6000. */
  per_minute?: number;
  scopes: KeyScope[];
};
export type PageCatalogueArtist = {
  items: {
    /** All albums, on sale or not. */
    album_count: number;
    archived_at?: null | Timestamp;
    id: ArtistId;
    image_url: string;
    merged_into?: null | ArtistId;
    name: string;
    /** Whether the shop shows the artist. */
    on_sale: boolean;
    /** Whether some countries do not see the artist. */
    restricted: boolean;
    /** All tracks, on sale or not. */
    track_count: number;
    units_sold: number;
    version: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type CatalogueArtist = {
  /** All albums, on sale or not. */
  album_count: number;
  archived_at?: null | Timestamp;
  id: ArtistId;
  image_url: string;
  merged_into?: null | ArtistId;
  name: string;
  /** Whether the shop shows the artist. */
  on_sale: boolean;
  /** Whether some countries do not see the artist. */
  restricted: boolean;
  /** All tracks, on sale or not. */
  track_count: number;
  units_sold: number;
  version: number;
};
export type CatalogueArtistDetail = CatalogueArtist & {
  territory?: null | Territory;
};
export type NameDraft = {
  name: string;
};
export type MergeInto = {
  /** What stays. */
  into: number;
};
export type AttachmentId = string;
export type UploadedAttachment = {
  bytes: number;
  content_type: string;
  file_name: string;
  id: AttachmentId;
};
export type AudioTags = {
  album?: string | null;
  album_artist?: string | null;
  artist?: string | null;
  composer?: string | null;
  disc_number?: number | null;
  genre?: string | null;
  title?: string | null;
  track_number?: number | null;
  year?: number | null;
};
export type AudioUpload = {
  /** The artist of the shop that the tag names. */
  artist_id?: number | null;
  bytes: number;
  /** Milliseconds. */
  duration_ms: number;
  file_name: string;
  format: AudioFormat;
  /** The genre of the shop that the tag names. */
  genre_id?: number | null;
  /** Give it to a track as `upload_id`. */
  id: string;
  tags: AudioTags;
};
export type AuditActor = {
  id: string | null;
  /** `staff`, `customer` or `system`. */
  kind: string;
  name: string | null;
};
export type PageAuditEntry = {
  items: {
    action: string;
    actor: AuditActor;
    after: any;
    at: Timestamp;
    /** The fields that changed, as they were and as they are. */
    before: any;
    entity: string;
    entity_id: string;
    id: string;
    note: string | null;
    /** The customer for whom staff acted. */
    on_behalf_of: string | null;
    /** Its place in the chain; `null` until it is sealed, moments after. */
    seal: number | null;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type Verdict = {
  /** The first place in the chain that does not fit, with the entry that stands there. */
  broken_at?: number | null;
  broken_entry?: string | null;
  /** Entries whose hash fits. */
  checked: number;
};
export type CannedAnswerId = string;
export type CannedAnswer = {
  body: string;
  id: CannedAnswerId;
  title: string;
  updated_at: Timestamp;
};
export type CannedAnswerDraft = {
  body: string;
  title: string;
};
export type RowChange = {
  /** `price: 0.99 → 1.29`. */
  changes: string[];
  line: number;
  title: string;
  /** Empty: a new track. */
  track_id?: number | null;
};
export type RowError = {
  column: string;
  /** In the file, the head being 1. */
  line: number;
  message: string;
};
export type CatalogueImport = {
  /** Whether it was applied. */
  applied: boolean;
  bad: number;
  /** The first hundred changes. */
  changes: RowChange[];
  created: number;
  /** The first hundred bad rows. */
  errors: RowError[];
  id: string;
  /** The first hundred artists, albums and genres that would be added. */
  new_names: string[];
  rows: number;
  unchanged: number;
  updated: number;
};
export type CustomerId = number;
export type PageShopCustomer = {
  items: {
    agent_id?: null | EmployeeId;
    agent_name?: string | null;
    company?: string | null;
    /** ISO 3166 alpha-2. */
    country?: string | null;
    created_at: Timestamp;
    deleted_at?: null | Timestamp;
    /** Empty once anonymised. */
    email?: string | null;
    first_name: string;
    id: CustomerId;
    last_name: string;
    last_order_at?: null | Timestamp;
    /** Orders that were paid. */
    orders: number;
    /** Paid less refunded. */
    spend: Money;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type CustomerBulkPreview = {
  /** Customers that will be given to the agent. */
  count: number;
  fingerprint: string;
  /** Customers that have this agent already. */
  skipped: number;
};
export type CustomerScope = "mine" | "team" | "unassigned";
export type CustomerFilter = {
  /** The number of the support agent, or `none`. */
  agent?: string | null;
  /** ISO 3166 alpha-2; more than one with commas between. */
  country?: string | null;
  created_from?: string | null;
  created_to?: string | null;
  /** `true`: those whose account was deleted. */
  deleted?: boolean | null;
  /** Bought last on this day (`2025-12-01`, in UTC) or later. */
  last_order_from?: string | null;
  /** Bought last on this day or before. */
  last_order_to?: string | null;
  /** Whether they want to hear of new music. */
  newsletter?: boolean | null;
  orders_max?: number | null;
  /** Orders that were paid. */
  orders_min?: number | null;
  /** Stands in the name, the company, the e-mail address or the phone number, or is the customer's number. */
  q?: string | null;
  scope?: null | CustomerScope;
  spend_max?: number | null;
  /** Paid less refunded, in minor units. */
  spend_min?: number | null;
};
export type CustomerSelection =
  | {
      ids: CustomerId[];
    }
  | {
      filter: CustomerFilter;
    };
export type CustomerBulkRequest = {
  agent_id?: null | EmployeeId;
  /** As the preview answered. */
  expected: CustomerBulkPreview;
  selection: CustomerSelection;
};
export type CustomerBulkPreviewRequest = {
  agent_id?: null | EmployeeId;
  selection: CustomerSelection;
};
export type CustomerTotals = {
  count: number;
  orders: number;
  spend: Money;
};
export type AddressId = string;
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
export type NoteId = string;
export type Note = {
  body: string;
  by: string;
  created_at: Timestamp;
  id: NoteId;
};
export type CustomerProfile = {
  agent_id?: null | EmployeeId;
  agent_name?: string | null;
  company?: string | null;
  country?: string | null;
  created_at: Timestamp;
  deleted_at?: null | Timestamp;
  email?: string | null;
  first_name: string;
  id: CustomerId;
  last_name: string;
  newsletter: boolean;
  phone?: string | null;
};
export type CustomerStats = {
  /** Of an order that was paid. */
  average: Money;
  first_order_at?: null | Timestamp;
  last_order_at?: null | Timestamp;
  open_tickets: number;
  /** Orders that were paid. */
  orders: number;
  /** Tracks that the customer owns. */
  owned_tracks: number;
  refunded: Money;
  /** Paid less refunded. */
  spend: Money;
  tickets: number;
};
export type CustomerDesk = {
  addresses: Address[];
  notes: Note[];
  profile: CustomerProfile;
  stats: CustomerStats;
};
export type CustomerAccountState = "active" | "disabled" | "none";
export type CustomerAccount = {
  disabled_at?: null | Timestamp;
  email_verified: boolean;
  /** Whether a password was ever chosen. */
  has_password: boolean;
  playlists: number;
  /** Songs in the library. */
  songs: number;
  /** `none` once it was deleted. */
  state: CustomerAccountState;
};
export type AssignAgent = {
  agent_id?: null | EmployeeId;
};
export type AnonymiseCustomer = {
  /** The number of the customer once more, as a second thought. */
  confirm: CustomerId;
  reason: string;
};
export type CustomerAccountReason = {
  reason: string;
};
export type NewNote = {
  /** For the staff alone. */
  body: string;
};
export type CustomerView = {
  /** For GET alone: whatever writes is refused. */
  access_token: string;
  customer_id: CustomerId;
  expires_at: Timestamp;
  name: string;
};
export type BatchId = string;
export type ItemKind = "track" | "album";
export type BatchStatus = "active" | "revoked";
export type PageDownloadBatch = {
  items: {
    artist_name?: string | null;
    code_count: number;
    created_at: Timestamp;
    expires_at?: null | Timestamp;
    id: BatchId;
    kind: ItemKind;
    name: string;
    redeemed_count: number;
    /** The album's or track's id. */
    ref_id: number;
    status: BatchStatus;
    title: string;
    /** For `If-Match`. */
    version: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type DownloadBatch = {
  artist_name?: string | null;
  code_count: number;
  created_at: Timestamp;
  expires_at?: null | Timestamp;
  id: BatchId;
  kind: ItemKind;
  name: string;
  redeemed_count: number;
  /** The album's or track's id. */
  ref_id: number;
  status: BatchStatus;
  title: string;
  /** For `If-Match`. */
  version: number;
};
export type CreatedDownloadBatch = {
  batch: DownloadBatch;
  /** Shown this once: the shop keeps only their hashes. Empty when the request is repeated. */
  codes: string[];
};
export type ItemRef = {
  id: number;
  kind: ItemKind;
};
export type NewDownloadBatch = {
  /** 1 to 5000. */
  count: number;
  expires_at?: null | Timestamp;
  /** The album or track they bring. */
  item: ItemRef;
  /** For staff: what the codes are for. */
  name: string;
};
export type ListCatalogueGenre = {
  items: {
    archived_at?: null | Timestamp;
    /** The genre a listener would call the same. */
    family: GenreRef;
    id: GenreId;
    merged_into?: null | GenreId;
    name: string;
    /** All tracks, on sale or not. */
    track_count: number;
    units_sold: number;
    version: number;
  }[];
};
export type CatalogueGenre = {
  archived_at?: null | Timestamp;
  /** The genre a listener would call the same. */
  family: GenreRef;
  id: GenreId;
  merged_into?: null | GenreId;
  name: string;
  /** All tracks, on sale or not. */
  track_count: number;
  units_sold: number;
  version: number;
};
export type GiftCardId = string;
export type GiftCardStatus = "active" | "blocked";
export type PageGiftCard = {
  items: {
    balance: Money;
    created_at: Timestamp;
    expires_at?: null | Timestamp;
    id: GiftCardId;
    initial: Money;
    /** The end of its code: all that the shop can show. */
    last_four: string;
    message?: string | null;
    owner_id?: null | CustomerId;
    owner_name?: string | null;
    recipient_email?: string | null;
    recipient_name?: string | null;
    status: GiftCardStatus;
    /** For `If-Match`. */
    version: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type GiftCard = {
  balance: Money;
  created_at: Timestamp;
  expires_at?: null | Timestamp;
  id: GiftCardId;
  initial: Money;
  /** The end of its code: all that the shop can show. */
  last_four: string;
  message?: string | null;
  owner_id?: null | CustomerId;
  owner_name?: string | null;
  recipient_email?: string | null;
  recipient_name?: string | null;
  status: GiftCardStatus;
  /** For `If-Match`. */
  version: number;
};
export type IssuedGiftCard = {
  /** Shown this once: the shop keeps only its hash. Empty when the request is repeated. */
  code?: string | null;
  gift_card: GiftCard;
  /** Whether the code goes out by mail. */
  mailed: boolean;
};
export type NewGiftCard = {
  amount: Money;
  expires_at?: null | Timestamp;
  /** Written into the mail. */
  message?: string | null;
  /** The code is sent there. */
  recipient_email?: string | null;
  recipient_name?: string | null;
};
export type EntryKind = "issued" | "spent" | "returned" | "refunded";
export type OrderId = string;
export type GiftCardEntry = {
  /** Negative when it was spent. */
  amount: Money;
  at: Timestamp;
  balance: Money;
  kind: EntryKind;
  order_id?: null | OrderId;
  order_number?: string | null;
};
export type GiftCardDetail = {
  /** The newest first, at most 500. */
  entries: GiftCardEntry[];
  gift_card: GiftCard;
};
export type GiftCardStatusChange = {
  status: GiftCardStatus;
};
export type HealthState = "good" | "warning" | "bad";
export type HealthPart = {
  /** In a sentence, what was found. */
  detail: string;
  name: string;
  state: HealthState;
};
export type Health = {
  at: Timestamp;
  parts: HealthPart[];
  version: string;
};
export type Day = string;
export type Span = {
  from: Day;
  to: Day;
};
export type NamedSum = {
  /** Of a track or an album. */
  cover_url?: string | null;
  /** The artist of a track or an album. */
  detail?: string | null;
  /** A number of the catalogue or of staff, or a country; empty where there is none. */
  id: string;
  name: string;
  net: number;
  orders?: number | null;
  previous_net?: number | null;
  units: number;
};
export type AttentionItem = {
  /** What to do about it. */
  advice: string;
  count: number;
  key: string;
  label: string;
  since?: null | Timestamp;
};
export type FigureKind = "text" | "count" | "money" | "percent";
export type Card = {
  /** In words, for a tooltip. */
  definition: string;
  key: string;
  kind: FigureKind;
  label: string;
  previous?: number | null;
  /** Nothing where there is nothing to divide by. */
  value?: number | null;
};
export type Interval = "day" | "week" | "month" | "year";
export type Point = {
  /** The first day of it. */
  from: Day;
  label: string;
  net: number;
  orders: number;
  previous_label?: string | null;
  previous_net?: number | null;
  previous_orders?: number | null;
  refunds: number;
};
export type Tops = {
  albums: NamedSum[];
  artists: NamedSum[];
  genres: NamedSum[];
  tracks: NamedSum[];
};
export type AdminHome = Span & {
  /** Empty for agents. */
  agents: NamedSum[];
  /** Only what is there and what the caller's role can do something about. */
  attention: AttentionItem[];
  /** Empty for IT, who see what needs attention alone. */
  cards: Card[];
  countries: NamedSum[];
  currency: Currency;
  interval: Interval;
  /** Whether the figures are those of the caller's own customers. */
  own: boolean;
  previous?: null | Span;
  series: Point[];
  /** Days begin and end in this time zone. */
  time_zone: string;
  top: Tops;
};
export type PageStock = {
  items: {
    artist_name?: string | null;
    /** What can be bought. */
    available: number;
    id: number;
    is_low: boolean;
    kind: ItemKind;
    /** False: lifted, sold without a limit. The ledger stays. */
    limited: boolean;
    /** From this many available copies down it is low. */
    low_at: number;
    on_hand: number;
    /** Set aside by orders that are not paid yet. */
    reserved: number;
    sold: number;
    title: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type StockPreview = {
  /** Those whose number would be another one. */
  changed: number;
  count: number;
  /** Names exactly this effect: send it as `expected`. */
  fingerprint: string;
  sum_after: number;
  /** Copies on hand together. */
  sum_before: number;
};
export type BulkStockChange =
  | {
      /** So many more. */
      receive: number;
    }
  | {
      /** So many on hand. */
      set: number;
    };
export type BulkStock = {
  change: BulkStockChange;
  /** Not needed for a preview. */
  expected?: string | null;
  /** At most 500. */
  items: ItemRef[];
};
export type Stock = {
  artist_name?: string | null;
  /** What can be bought. */
  available: number;
  id: number;
  is_low: boolean;
  kind: ItemKind;
  /** False: lifted, sold without a limit. The ledger stays. */
  limited: boolean;
  /** From this many available copies down it is low. */
  low_at: number;
  on_hand: number;
  /** Set aside by orders that are not paid yet. */
  reserved: number;
  sold: number;
  title: string;
};
export type StockDraft = {
  /** From this many available copies down it is low. */
  low_at?: number | null;
  /** Copies there are; left out: as many as before, none at first. */
  on_hand?: number | null;
};
export type StockReason =
  "received" | "sold" | "reserved" | "released" | "correction" | "returned";
export type PageStockMove = {
  items: {
    employee_id?: number | null;
    employee_name?: string | null;
    id: number;
    moved_at: Timestamp;
    note?: string | null;
    on_hand_delta: number;
    order_id?: null | OrderId;
    reason: StockReason;
    reserved_delta: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type StockChange = {
  note?: string | null;
  /** Copies; below zero for a correction downwards. */
  quantity: number;
  /** `received`, `returned` or `correction`; what orders do they write themselves. */
  reason: StockReason;
};
export type EventId = string;
export type JobState = "queued" | "retrying" | "parked" | "done";
export type PageJob = {
  items: {
    attempts: number;
    created_at: Timestamp;
    done_at: null | Timestamp;
    due_at: Timestamp;
    id: EventId;
    key: string;
    last_error: string | null;
    /** What it carries; who somebody is, and secrets, are hidden. */
    payload: any;
    state: JobState;
    topic: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type JobCount = {
  parked: number;
  queued: number;
  retrying: number;
  topic: string;
};
export type JobCounts = {
  items: JobCount[];
};
export type PageMailView = {
  items: {
    attempts: number;
    created_at: Timestamp;
    id: EventId;
    last_error: string | null;
    sent_at: null | Timestamp;
    state: JobState;
    /** Such as `receipt` or `password_reset`. */
    template: string | null;
    /** Empty once it is too old to be kept. */
    to: string | null;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type Role = "general_manager" | "sales_manager" | "support_agent" | "it";
export type StaffSelf = {
  id: EmployeeId;
  /** The operation ids of the back office that are for this role. */
  operations: string[];
  role: Role;
};
export type ListCatalogueMediaType = {
  items: {
    id: MediaTypeId;
    kind: Kind;
    name: string;
    track_count: number;
    version: number;
  }[];
};
export type CatalogueMediaType = {
  id: MediaTypeId;
  kind: Kind;
  name: string;
  track_count: number;
  version: number;
};
export type NewMediaType = {
  kind: Kind;
  name: string;
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
export type PageShopOrder = {
  items: {
    agent_id?: null | EmployeeId;
    agent_name?: string | null;
    /** ISO 3166 alpha-2 of the billing address. */
    country?: string | null;
    customer_email?: string | null;
    customer_id: CustomerId;
    customer_name: string;
    /** Money came that does not fit: somebody must look. */
    held: boolean;
    id: OrderId;
    invoice_number?: number | null;
    item_count: number;
    number: string;
    paid_at?: null | Timestamp;
    placed_at: Timestamp;
    /** Who took the money; beside a gift card, who took the rest. */
    provider?: string | null;
    refunded: Money;
    status: OrderStatus;
    total: Money;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type PromotionId = string;
export type OrderBulkDone = {
  changed: number;
  /** Changed by somebody else a moment before. */
  passed_over: number;
};
export type OrderBulkChange = "resend_receipts" | "cancel_unpaid";
export type OrderBulkExpected = {
  count: number;
  /** Names exactly these orders in exactly these states. */
  fingerprint: string;
};
export type OrderRefund = "failed";
export type OrderFilter = {
  /** The number of the customer's support agent, or `none`. */
  agent?: string | null;
  /** ISO 3166 alpha-2 of the billing address. */
  country?: string | null;
  customer?: number | null;
  /** `true`: orders whose money does not fit. */
  held?: boolean | null;
  /** From this day (`2025-12-01`, in UTC) or moment on. */
  placed_from?: string | null;
  /** Up to this day, which is included, or before this moment. */
  placed_to?: string | null;
  promotion?: null | PromotionId;
  /** Who took the money, such as `test`. */
  provider?: string | null;
  /** Begins like the number, or stands in the name or the e-mail address, or is the invoice's number. */
  q?: string | null;
  refund?: null | OrderRefund;
  scope?: null | CustomerScope;
  /** One or more states, with commas between: `paid,fulfilled`. */
  status?: string | null;
  total_max?: number | null;
  /** In minor units. */
  total_min?: number | null;
};
export type OrderSelection =
  | {
      ids: OrderId[];
    }
  | {
      filter: OrderFilter;
    };
export type OrderBulkRequest = {
  change: OrderBulkChange;
  /** As the preview answered. */
  expected: OrderBulkExpected;
  selection: OrderSelection;
};
export type OrderBulkPreview = {
  /** Orders that will be changed. */
  count: number;
  fingerprint: string;
  /** The first of them, by number. */
  numbers: string[];
  /** Orders that are selected, but that the change is not for. */
  skipped: number;
  /** Of those that will be changed. */
  total: Money;
};
export type OrderBulkPreviewRequest = {
  change: OrderBulkChange;
  selection: OrderSelection;
};
export type OrderTotals = {
  count: number;
  /** What is left of those that were paid. Money that came too late and went back was never earned, nor lost. */
  net: Money;
  /** Of those that were paid. */
  paid: Money;
  refunded: Money;
  /** Of all of them, paid or not. */
  total: Money;
};
export type Buyer = {
  agent_id?: null | EmployeeId;
  agent_name?: string | null;
  country?: string | null;
  /** Empty once the customer was anonymised. */
  email?: string | null;
  id: CustomerId;
  name: string;
};
export type GrantId = string;
export type DownloadDesk = {
  created_at: Timestamp;
  expires_at: Timestamp;
  id: GrantId;
  /** `track`, `album` or `order`. */
  kind: string;
  max_uses: number;
  title: string;
  used: number;
};
export type OrderLineId = string;
export type LineDesk = {
  /** Of them, those that the customer has through this order. */
  granted: number;
  line_id: OrderLineId;
  /** Its share of the order's total. */
  price: Money;
  /** What can still go back of this line. */
  refundable: Money;
  refunded: Money;
  /** Of them, those that were taken back. */
  taken_back: number;
  tracks: number;
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
export type CartDiscount = {
  /** As a positive amount. */
  amount: Money;
  /** Empty for what applies by itself. */
  code?: string | null;
  name: string;
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
export type PaymentId = string;
export type PaymentDesk = {
  amount: Money;
  attempt: number;
  created_at: Timestamp;
  decline_message?: string | null;
  id: PaymentId;
  provider: string;
  provider_ref?: string | null;
  state: string;
  /** The second success of one order: it goes back as a whole. */
  surplus: boolean;
  updated_at: Timestamp;
};
export type RefundId = string;
export type RefundLine = {
  amount: Money;
  line_id: OrderLineId;
};
export type RefundDesk = {
  amount: Money;
  /** Who asked for it; nobody when the shop did by itself. */
  by?: string | null;
  cause: string;
  created_at: Timestamp;
  id: RefundId;
  lines: RefundLine[];
  /** Why it failed. */
  problem?: string | null;
  reason: string;
  /** `pending`, `succeeded` or `failed`. */
  state: string;
  updated_at: Timestamp;
};
export type TicketId = string;
export type TicketLink = {
  id: TicketId;
  number: number;
  state: string;
  subject: string;
};
export type OrderDesk = {
  customer: Buyer;
  downloads: DownloadDesk[];
  /** Why money was noted but no goods were given. */
  held_reason?: string | null;
  lines: LineDesk[];
  notes: Note[];
  /** As the customer sees it. */
  order: Order;
  payments: PaymentDesk[];
  /** Why nothing can, if so. */
  refund_hindrance?: string | null;
  /** What can still go back. */
  refundable: Money;
  refunds: RefundDesk[];
  /** `shop`, or the data set it was imported with. */
  source: string;
  tickets: TicketLink[];
};
export type ReplaceDownload = {
  kind?: null | ItemKind;
  ref_id?: number | null;
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
export type RefundOrderLine = {
  amount: Money;
  line_id: OrderLineId;
};
export type RefundOrder = {
  amount: Money;
  /** What it is for, when it is for certain lines; they sum to the amount. A line whose whole price
    has gone back is taken back. */
  lines?: RefundOrderLine[];
  /** The customer reads it. */
  reason: string;
};
export type TimelineEvent = {
  amount?: null | Money;
  at: Timestamp;
  /** Who did it, when it was a person of the staff. */
  by?: string | null;
  detail?: string | null;
  /** `placed`, `payment`, `paid`, `invoice`, `music`, `mail`, `webhook`, `refund`, `note`, `ticket` or `staff`. */
  kind: string;
  /** What happened, in words. */
  title: string;
  /** Somebody should look. */
  trouble: boolean;
};
export type PlaylistId = number;
export type ListCataloguePlaylist = {
  items: {
    archived_at?: null | Timestamp;
    cover_url: string;
    id: PlaylistId;
    name: string;
    /** Whether the shop shows it. */
    on_sale: boolean;
    /** All tracks, on sale or not. */
    track_count: number;
    version: number;
  }[];
};
export type CataloguePlaylist = {
  archived_at?: null | Timestamp;
  cover_url: string;
  id: PlaylistId;
  name: string;
  /** Whether the shop shows it. */
  on_sale: boolean;
  /** All tracks, on sale or not. */
  track_count: number;
  version: number;
};
export type CataloguePlaylistDetail = CataloguePlaylist & {
  tracks: CatalogueTrack[];
};
export type PlaylistTracks = {
  /** In order, each once; at most 5,000. */
  track_ids: number[];
};
export type BulkExample = {
  after: Money;
  artist_name?: string | null;
  before: Money;
  id: number;
  title: string;
};
export type PricePreview = {
  /** Those whose price would be another one. */
  changed: number;
  /** Things selected. */
  count: number;
  examples: BulkExample[];
  /** Names exactly this effect: send it as `expected`. */
  fingerprint: string;
  sum_after: Money;
  /** All prices together. */
  sum_before: Money;
};
export type PriceChange =
  | {
      /** Cents. */
      set: number;
    }
  | {
      /** Cents, also below zero. */
      add: number;
    }
  | {
      /** Per cent, also below zero; halves of a cent are rounded up. */
      percent: number;
    };
export type PriceFilter = {
  /** Tracks of one album. */
  album_id?: number | null;
  artist_id?: number | null;
  genre_id?: number | null;
  /** Tracks of one media type. */
  media_type_id?: number | null;
  q?: string | null;
  state?: null | ReleaseState;
};
export type CatalogueSelection =
  | {
      /** These, by id. */
      ids: number[];
    }
  | {
      /** All that a list with this filter shows. */
      filter: PriceFilter;
    };
export type BulkPrices = {
  change: PriceChange;
  /** Not needed for a preview. */
  expected?: string | null;
  kind: ItemKind;
  selection: CatalogueSelection;
};
export type PagePriceEntry = {
  items: {
    /** `created`, `edit`, `bulk` or `import`. Sales have a list of their own. */
    cause: string;
    changed_at: Timestamp;
    employee_id?: number | null;
    employee_name?: string | null;
    id: string;
    new_price?: null | Money;
    old_price?: null | Money;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type PromotionKind = "percent" | "amount" | "buy_get" | "bundle";
export type PromotionScope = {
  album_ids?: number[];
  artist_ids?: number[];
  genre_ids?: number[];
  media_kind?: null | Kind;
  sold_as?: null | ItemKind;
};
export type PromotionState =
  "scheduled" | "running" | "paused" | "used_up" | "ended";
export type PromotionStatus = "active" | "paused" | "ended";
export type PagePromotion = {
  items: {
    amount?: null | Money;
    /** What a bundle is made of. */
    bundle: ItemRef[];
    buy_quantity?: number | null;
    /** Empty: it applies by itself. */
    code?: string | null;
    created_at: Timestamp;
    ends_at?: null | Timestamp;
    /** Only for a customer's first order. */
    first_order: boolean;
    get_quantity?: number | null;
    id: PromotionId;
    kind: PromotionKind;
    max_uses?: number | null;
    max_uses_per_customer?: number | null;
    /** What it is for must cost this much at least; zero asks nothing. */
    min_spend: Money;
    /** As customers read it. */
    name: string;
    /** `percent` and `buy_get`: how much less; 100 is free. */
    percent?: number | null;
    scope: PromotionScope;
    starts_at: Timestamp;
    state: PromotionState;
    status: PromotionStatus;
    updated_at: Timestamp;
    /** By paid orders, and by orders that wait for their payment. */
    used: number;
    /** For `If-Match`. */
    version: number;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type Promotion = {
  amount?: null | Money;
  /** What a bundle is made of. */
  bundle: ItemRef[];
  buy_quantity?: number | null;
  /** Empty: it applies by itself. */
  code?: string | null;
  created_at: Timestamp;
  ends_at?: null | Timestamp;
  /** Only for a customer's first order. */
  first_order: boolean;
  get_quantity?: number | null;
  id: PromotionId;
  kind: PromotionKind;
  max_uses?: number | null;
  max_uses_per_customer?: number | null;
  /** What it is for must cost this much at least; zero asks nothing. */
  min_spend: Money;
  /** As customers read it. */
  name: string;
  /** `percent` and `buy_get`: how much less; 100 is free. */
  percent?: number | null;
  scope: PromotionScope;
  starts_at: Timestamp;
  state: PromotionState;
  status: PromotionStatus;
  updated_at: Timestamp;
  /** By paid orders, and by orders that wait for their payment. */
  used: number;
  /** For `If-Match`. */
  version: number;
};
export type PromotionDraft = {
  amount?: null | Money;
  bundle?: ItemRef[];
  buy_quantity?: number | null;
  /** What customers enter; empty: it applies by itself. Case and spaces do not matter. */
  code?: string | null;
  ends_at?: null | Timestamp;
  first_order?: boolean;
  get_quantity?: number | null;
  kind: PromotionKind;
  max_uses?: number | null;
  max_uses_per_customer?: number | null;
  min_spend?: null | Money;
  /** As customers read it. */
  name: string;
  /** `percent` and `buy_get`: 1 to 100. */
  percent?: number | null;
  scope?: PromotionScope;
  starts_at?: null | Timestamp;
};
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
export type Preview = {
  /** Albums on sale with such a track. */
  album_count: number;
  discount: Money;
  /** A cart made of what sells well among them, as the shop would show it. */
  items: CartItem[];
  /** Why the example is not made cheaper. */
  problem?: string | null;
  total_after: Money;
  total_before: Money;
  /** Tracks on sale that it is for. For a bundle: items of it. */
  track_count: number;
};
export type PreviewRequest = {
  /** The example cart; without one, what sells well in the scope. */
  items?: ItemRef[];
  promotion: PromotionDraft;
};
export type ScopeName = {
  id: number;
  kind: string;
  name: string;
};
export type PromotionDetail = {
  /** What it took off them. */
  discounts: Money;
  /** Names of what it is for, by kind and id, for people. */
  names: ScopeName[];
  /** Paid orders that used it. */
  paid_orders: number;
  promotion: Promotion;
  /** Their totals. */
  sales: Money;
};
export type PromotionStatusChange = {
  status: PromotionStatus;
};
export type UseState = "held" | "used" | "released";
export type PagePromotionUse = {
  items: {
    at: Timestamp;
    customer_id: number;
    customer_name: string;
    discount: Money;
    order_id: OrderId;
    order_number: string;
    order_total: Money;
    state: UseState;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type PageProviderEvent = {
  items: {
    attempts: number;
    id: string;
    kind: string;
    last_error: string | null;
    /** What it is about, in the provider's words. */
    object: string;
    outcome: string | null;
    processed_at: null | Timestamp;
    provider: string;
    received_at: Timestamp;
    state: JobState;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type Report =
  | "sales"
  | "countries"
  | "agents"
  | "genres"
  | "artists"
  | "albums"
  | "tracks"
  | "media-types"
  | "customers"
  | "cohorts"
  | "refunds"
  | "promotions"
  | "taxes"
  | "royalties"
  | "purchase-kinds"
  | "sold-unsold"
  | "popularity"
  | "playlists"
  | "protection";
export type ListReportInfo = {
  items: {
    /** Takes `agent`. */
    by_agent: boolean;
    /** Takes `country`. */
    by_country: boolean;
    /** Takes `from`, `to` and `compare`. */
    by_time: boolean;
    description: string;
    report: Report;
    title: string;
  }[];
};
export type ReportColumn = {
  /** In words, for a tooltip and below a printed table. */
  definition: string;
  key: string;
  kind: FigureKind;
  label: string;
};
export type ReportDrawing = "line" | "bars" | "heat";
export type ReportCell = number | string | null;
export type ReportRow = {
  /** In the order of the columns. */
  cells: ReportCell[];
  /** Of what the row is about: a number of the catalogue, a country, the first day of a period. */
  id: string;
  /** The same in the period it is compared with. */
  previous?: ReportCell[] | null;
};
export type ReportTable = Span & {
  columns: ReportColumn[];
  currency: Currency;
  description: string;
  drawing: ReportDrawing;
  /** The column that is drawn. */
  drawn: string;
  interval?: null | Interval;
  /** There are more rows; the CSV has all of them. */
  more: boolean;
  previous?: null | Span;
  previous_totals?: ReportCell[] | null;
  report: Report;
  rows: ReportRow[];
  /** Days begin and end in this time zone. */
  time_zone: string;
  title: string;
  /** Over all rows, also those that are not shown. Nothing where a sum has no meaning. */
  totals: ReportCell[];
};
export type ListRoyaltyRate = {
  items: {
    artist?: string | null;
    /** Nothing: everybody without a rate of their own. */
    artist_id?: number | null;
    /** Hundredths of a percent: 7000 is 70 %. */
    rate_bp: number;
  }[];
};
export type RoyaltyChange = {
  artist_id?: null | ArtistId;
  /** Hundredths of a percent, 0 to 10000. Nothing: the artist has no rate of their own any more. */
  rate_bp?: number | null;
};
export type SalePhase = "coming" | "running" | "over";
export type PageSalePrice = {
  items: {
    artist_name?: string | null;
    canceled_at?: null | Timestamp;
    ends_at: Timestamp;
    id: string;
    item_id: number;
    kind: ItemKind;
    phase: SalePhase;
    price: Money;
    regular_price: Money;
    starts_at: Timestamp;
    title: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type SalePrice = {
  artist_name?: string | null;
  canceled_at?: null | Timestamp;
  ends_at: Timestamp;
  id: string;
  item_id: number;
  kind: ItemKind;
  phase: SalePhase;
  price: Money;
  regular_price: Money;
  starts_at: Timestamp;
  title: string;
};
export type NewSalePrice = {
  ends_at: Timestamp;
  item_id: number;
  kind: ItemKind;
  /** Cents, below the regular price. */
  price_cents: number;
  starts_at?: null | Timestamp;
};
export type ShopSettings = {
  /** How long an order waits for its payment, 1 to 1440. */
  order_minutes: number;
  /** The lines below the name on invoices. */
  seller_address: string[];
  shop_name: string;
};
export type SettingsView = {
  in_force: ShopSettings;
  saved: ShopSettings;
};
export type MemberState = "active" | "invited" | "deactivated" | "no_access";
export type StaffMember = {
  email: string | null;
  hired_at: null | Timestamp;
  id: EmployeeId;
  last_seen_at: null | Timestamp;
  name: string;
  reports_to: null | EmployeeId;
  role: null | Role;
  second_factor_since: null | Timestamp;
  state: MemberState;
  title: string | null;
};
export type StaffList = {
  items: StaffMember[];
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
export type StaffMemberDetail = StaffMember & {
  sessions: Session[];
};
export type EmailAddress = string;
export type Invitation = {
  email: EmailAddress;
  first_name: string;
  last_name: string;
  reports_to?: null | EmployeeId;
  role: Role;
  title?: string | null;
};
export type StaffChange = {
  /** The number of the manager; 0 for nobody above. */
  reports_to?: number | null;
  role?: null | Role;
  title?: string | null;
};
export type TaxRate = {
  country: CountryCode;
  /** As on invoices: `VAT`. */
  name: string;
  /** Hundredths of a percent: 2100 is 21 %. */
  rate_bp: number;
  updated_at: Timestamp;
  /** The first day, in UTC. */
  valid_from: string;
  /** For `If-Match`. */
  version: number;
};
export type TaxRates = {
  /** By country, the newest first. */
  items: TaxRate[];
};
export type NewTaxRate = {
  country: CountryCode;
  name: string;
  /** Hundredths of a percent, 0 to 10000. */
  rate_bp: number;
  /** The first day, in UTC, such as 2026-01-01. */
  valid_from: string;
};
export type TaxRateChange = {
  name: string;
  /** Hundredths of a percent, 0 to 10000. */
  rate_bp: number;
};
export type Holder = "artist" | "album" | "track";
export type TicketState = "open" | "pending" | "solved" | "closed";
export type PageTicket = {
  items: {
    assignee_id?: null | EmployeeId;
    assignee_name?: string | null;
    /** Where it began: `web`, `mail` or `staff`. */
    channel: string;
    created_at: Timestamp;
    /** Empty once anonymised. */
    customer_email?: string | null;
    customer_id: CustomerId;
    customer_name: string;
    /** From the question to the first answer. */
    first_answer_seconds?: number | null;
    id: TicketId;
    messages: number;
    number: number;
    order_id?: null | OrderId;
    order_number?: string | null;
    /** From the question until it was solved. */
    resolution_seconds?: number | null;
    state: TicketState;
    subject: string;
    track_id?: null | TrackId;
    track_name?: string | null;
    updated_at: Timestamp;
    waiting_since?: null | Timestamp;
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
export type Ticket = {
  assignee_id?: null | EmployeeId;
  assignee_name?: string | null;
  /** Where it began: `web`, `mail` or `staff`. */
  channel: string;
  created_at: Timestamp;
  /** Empty once anonymised. */
  customer_email?: string | null;
  customer_id: CustomerId;
  customer_name: string;
  /** From the question to the first answer. */
  first_answer_seconds?: number | null;
  id: TicketId;
  messages: number;
  number: number;
  order_id?: null | OrderId;
  order_number?: string | null;
  /** From the question until it was solved. */
  resolution_seconds?: number | null;
  state: TicketState;
  subject: string;
  track_id?: null | TrackId;
  track_name?: string | null;
  updated_at: Timestamp;
  waiting_since?: null | Timestamp;
};
export type Conversation = {
  messages: TicketMessage[];
  ticket: Ticket;
};
export type StaffTicket = {
  attachment_ids?: AttachmentId[];
  body: string;
  customer_id: CustomerId;
  order_id?: null | OrderId;
  subject: string;
};
export type TicketSummary = {
  closed: number;
  /** On average, over those that were answered. */
  first_answer_seconds?: number | null;
  oldest_waiting?: null | Timestamp;
  open: number;
  pending: number;
  /** On average, over those that were solved. */
  resolution_seconds?: number | null;
  solved: number;
  unassigned: number;
  /** Customers who wait for an answer. */
  waiting: number;
};
export type TicketChange = {
  /** The number of somebody who helps customers; 0: nobody. */
  assignee_id?: number | null;
  state?: null | TicketState;
};
export type StaffMessage = {
  attachment_ids?: AttachmentId[];
  body: string;
  /** A note is for the staff alone. */
  note?: boolean;
  state?: null | TicketState;
};
export type PageCatalogueTrack = {
  items: {
    album_id?: null | AlbumId;
    album_title?: string | null;
    archived_at?: null | Timestamp;
    artist?: null | ArtistRef;
    audio_format?: null | AudioFormat;
    composer?: string | null;
    disc?: number | null;
    duration_ms: number;
    genre?: null | GenreRef;
    id: TrackId;
    kind: Kind;
    media_type: MediaTypeRef;
    name: string;
    /** Whether it can be bought now: its album counts, too. */
    on_sale: boolean;
    position?: number | null;
    price: Money;
    regular_price: Money;
    release_at?: null | Timestamp;
    restricted: boolean;
    state: ReleaseState;
    units_sold: number;
    version: number;
    year?: number | null;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type CatalogueTrackDetail = CatalogueTrack & {
  /** Where staff hear it for an hour, published or not. */
  preview_url: string;
  territory?: null | Territory;
};
export type NewTrack = {
  album_id?: number | null;
  /** The album's artist when left out. */
  artist_id?: number | null;
  composer?: string | null;
  disc?: number | null;
  /** Milliseconds. An upload knows its own. */
  duration_ms?: number | null;
  genre_id?: number | null;
  /** The first audio format when left out. */
  media_type_id?: number | null;
  name: string;
  /** The next free place of the album when left out. */
  position?: number | null;
  /** Cents. */
  price_cents: number;
  /** A recording sent before. */
  upload_id?: string | null;
  year?: number | null;
};
export type TrackChange = {
  album_id?: number | null;
  artist_id?: number | null;
  composer?: string | null;
  disc?: number | null;
  duration_ms?: number | null;
  genre_id?: number | null;
  media_type_id?: number | null;
  name?: string | null;
  position?: number | null;
  /** Cents. */
  price_cents?: number | null;
  year?: number | null;
};
export type TrackAudio = {
  /** A recording sent before. */
  upload_id: string;
};
export type SavedViewId = string;
export type SavedView = {
  /** In their order; empty: the list's own choice. */
  columns: string[];
  id: SavedViewId;
  /** Which list it is of, such as `orders`. */
  list: string;
  /** Whether the caller may change it. */
  mine: boolean;
  name: string;
  owner_id: EmployeeId;
  owner_name: string;
  /** As in the address of the page: `status=paid&sort=-placed_at`. */
  query: string;
  /** Whether all staff see it. */
  shared: boolean;
  updated_at: Timestamp;
};
export type SavedViewDraft = {
  columns?: string[];
  list: string;
  name: string;
  query?: string;
  shared?: boolean;
};
export type WebhookEndpoint = {
  about: string;
  created_at: Timestamp;
  created_by: EmployeeId;
  disabled_at: null | Timestamp;
  events: string[];
  id: string;
  url: string;
};
export type WebhookEndpoints = {
  items: WebhookEndpoint[];
};
export type CreatedWebhookEndpoint = WebhookEndpoint & {
  secret: string;
};
export type NewWebhookEndpoint = {
  /** Whose it is, or what for. */
  about?: string;
  /** Of `order.paid`, `order.refunded`, `release.published`, `ping`. */
  events: string[];
  /** Begins with `https://` and leads to a public address. */
  url: string;
};
export type PageWebhookDelivery = {
  items: {
    attempts: number;
    body: any;
    created_at: Timestamp;
    delivered_at: null | Timestamp;
    due_at: Timestamp;
    event: string;
    id: string;
    last_error: string | null;
    /** What the endpoint answered last. */
    last_status: number | null;
    /** `queued`, `retrying`, `delivered` or `parked`. */
    state: string;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
export type WebhookSwitch = {
  enabled: boolean;
};
export const {
  useListAgentsQuery,
  useListCatalogueAlbumsQuery,
  useCreateAlbumMutation,
  useGetCatalogueAlbumQuery,
  useUpdateAlbumMutation,
  useArchiveAlbumMutation,
  useUploadAlbumCoverMutation,
  useRemoveAlbumCoverMutation,
  useReleaseAlbumMutation,
  useRestoreAlbumMutation,
  useListApiKeysQuery,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  useListCatalogueArtistsQuery,
  useCreateArtistMutation,
  useGetCatalogueArtistQuery,
  useUpdateArtistMutation,
  useArchiveArtistMutation,
  useMergeArtistsMutation,
  useRestoreArtistMutation,
  useUploadAttachmentMutation,
  useUploadAudioMutation,
  useListAuditEntriesQuery,
  useExportAuditEntriesQuery,
  useVerifyAuditLogMutation,
  useListCannedAnswersQuery,
  useCreateCannedAnswerMutation,
  useUpdateCannedAnswerMutation,
  useDeleteCannedAnswerMutation,
  usePreviewCatalogueImportMutation,
  useApplyCatalogueImportMutation,
  useListCustomersQuery,
  useApplyCustomerBulkMutation,
  usePreviewCustomerBulkMutation,
  useExportCustomersQuery,
  useGetCustomerTotalsQuery,
  useGetCustomerQuery,
  useGetCustomerAccountQuery,
  useAssignAgentMutation,
  useAnonymiseCustomerMutation,
  useDisableCustomerMutation,
  useEnableCustomerMutation,
  useAddCustomerNoteMutation,
  useBeginCustomerViewMutation,
  useEndCustomerViewMutation,
  useListDownloadBatchesQuery,
  useCreateDownloadBatchMutation,
  useGetDownloadBatchQuery,
  useRevokeDownloadBatchMutation,
  useListCatalogueGenresQuery,
  useCreateGenreMutation,
  useUpdateGenreMutation,
  useArchiveGenreMutation,
  useMergeGenresMutation,
  useRestoreGenreMutation,
  useListGiftCardsQuery,
  useIssueGiftCardMutation,
  useGetGiftCardQuery,
  useSetGiftCardStatusMutation,
  useGetHealthQuery,
  useGetAdminHomeQuery,
  useListStockQuery,
  useChangeBulkStockMutation,
  usePreviewBulkStockMutation,
  useGetStockQuery,
  useSetStockMutation,
  useLiftStockMutation,
  useListStockMovesQuery,
  useMoveStockMutation,
  useListJobsQuery,
  useCountJobsQuery,
  useParkJobMutation,
  useRetryJobMutation,
  useListMailsQuery,
  useResendMailMutation,
  useGetStaffSelfQuery,
  useListCatalogueMediaTypesQuery,
  useCreateMediaTypeMutation,
  useUpdateMediaTypeMutation,
  useListShopOrdersQuery,
  useApplyOrderBulkMutation,
  usePreviewOrderBulkMutation,
  useExportOrdersQuery,
  useGetOrderTotalsQuery,
  useGetShopOrderQuery,
  useCancelShopOrderMutation,
  useReplaceOrderDownloadMutation,
  useGetShopOrderInvoiceQuery,
  useRestoreOrderLineMutation,
  useAddOrderNoteMutation,
  useResendReceiptMutation,
  useRefundOrderMutation,
  useGetOrderTimelineQuery,
  useListCataloguePlaylistsQuery,
  useCreateCataloguePlaylistMutation,
  useGetCataloguePlaylistQuery,
  useUpdateCataloguePlaylistMutation,
  useArchiveCataloguePlaylistMutation,
  useRestoreCataloguePlaylistMutation,
  useSetCataloguePlaylistTracksMutation,
  useChangeBulkPricesMutation,
  usePreviewBulkPricesMutation,
  useListPriceHistoryQuery,
  useListPromotionsQuery,
  useCreatePromotionMutation,
  usePreviewPromotionMutation,
  useGetPromotionQuery,
  useUpdatePromotionMutation,
  useSetPromotionStatusMutation,
  useListPromotionUsesQuery,
  useListProviderEventsQuery,
  useReplayProviderEventMutation,
  useListReportsQuery,
  useGetReportQuery,
  useExportReportQuery,
  useListRoyaltyRatesQuery,
  useSetRoyaltyRateMutation,
  useListSalePricesQuery,
  useCreateSalePriceMutation,
  useCancelSalePriceMutation,
  useGetSettingsQuery,
  useSaveSettingsMutation,
  useListStaffQuery,
  useInviteStaffMutation,
  useGetStaffMemberQuery,
  useChangeStaffMemberMutation,
  useDeactivateStaffMemberMutation,
  useResendStaffInvitationMutation,
  useReactivateStaffMemberMutation,
  useResetStaffSecondFactorMutation,
  useEndStaffSessionMutation,
  useListTaxRatesQuery,
  useCreateTaxRateMutation,
  useUpdateTaxRateMutation,
  useDeleteTaxRateMutation,
  useSetTerritoryMutation,
  useClearTerritoryMutation,
  useListTicketsQuery,
  useCreateTicketMutation,
  useGetTicketSummaryQuery,
  useGetTicketQuery,
  useUpdateTicketMutation,
  useAddTicketMessageMutation,
  useListCatalogueTracksQuery,
  useCreateTrackMutation,
  useExportTracksQuery,
  useGetCatalogueTrackQuery,
  useUpdateTrackMutation,
  useArchiveTrackMutation,
  useSetTrackAudioMutation,
  useRemoveTrackAudioMutation,
  useReleaseTrackMutation,
  useRestoreTrackMutation,
  useListViewsQuery,
  useCreateViewMutation,
  useUpdateViewMutation,
  useDeleteViewMutation,
  useListWebhookEndpointsQuery,
  useCreateWebhookEndpointMutation,
  useListWebhookDeliveriesQuery,
  useReplayWebhookDeliveryMutation,
  useSwitchWebhookEndpointMutation,
  usePingWebhookEndpointMutation,
} = injectedRtkApi;

import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listApiKeys: build.query<ListApiKeysApiResponse, ListApiKeysApiArg>({
      query: () => ({ url: `/api/v1/admin/api-keys` }),
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
export type ListApiKeysApiResponse = /** status 200  */ ApiKeys;
export type ListApiKeysApiArg = void;
export type CreateApiKeyApiResponse = /** status 201  */ CreatedApiKey;
export type CreateApiKeyApiArg = {
  newApiKey: NewApiKey;
};
export type RevokeApiKeyApiResponse = unknown;
export type RevokeApiKeyApiArg = {
  id: string;
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
export type GetReportApiResponse = /** status 200  */ Table;
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
export type Timestamp = string;
export type EmployeeId = number;
export type Scope = "catalogue:read" | "sales:read" | "orders:read";
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
  scopes: Scope[];
};
export type ApiKeys = {
  items: ApiKey[];
};
export type CreatedApiKey = ApiKey & {
  key: string;
};
export type NewApiKey = {
  /** Whose it is, or what for. */
  name: string;
  /** How often it may be used in a minute, 1 to 6000. */
  per_minute?: number;
  scopes: Scope[];
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
export type Verdict = {
  /** The first place in the chain that does not fit, with the entry that stands there. */
  broken_at?: number | null;
  broken_entry?: string | null;
  /** Entries whose hash fits. */
  checked: number;
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
export type Currency = string;
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
export type Column = {
  /** In words, for a tooltip and below a printed table. */
  definition: string;
  key: string;
  kind: FigureKind;
  label: string;
};
export type Drawing = "line" | "bars" | "heat";
export type Cell = number | string | null;
export type Row = {
  /** In the order of the columns. */
  cells: Cell[];
  /** Of what the row is about: a number of the catalogue, a country, the first day of a period. */
  id: string;
  /** The same in the period it is compared with. */
  previous?: Cell[] | null;
};
export type Table = Span & {
  columns: Column[];
  currency: Currency;
  description: string;
  drawing: Drawing;
  /** The column that is drawn. */
  drawn: string;
  interval?: null | Interval;
  /** There are more rows; the CSV has all of them. */
  more: boolean;
  previous?: null | Span;
  previous_totals?: Cell[] | null;
  report: Report;
  rows: Row[];
  /** Days begin and end in this time zone. */
  time_zone: string;
  title: string;
  /** Over all rows, also those that are not shown. Nothing where a sum has no meaning. */
  totals: Cell[];
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
export type ArtistId = number;
export type RoyaltyChange = {
  artist_id?: null | ArtistId;
  /** Hundredths of a percent, 0 to 10000. Nothing: the artist has no rate of their own any more. */
  rate_bp?: number | null;
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
  /** Of `order.paid`, `order.refunded`, `ping`. */
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
  useListApiKeysQuery,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  useListAuditEntriesQuery,
  useExportAuditEntriesQuery,
  useVerifyAuditLogMutation,
  useGetHealthQuery,
  useGetAdminHomeQuery,
  useListJobsQuery,
  useCountJobsQuery,
  useParkJobMutation,
  useRetryJobMutation,
  useListMailsQuery,
  useResendMailMutation,
  useGetStaffSelfQuery,
  useListProviderEventsQuery,
  useReplayProviderEventMutation,
  useListReportsQuery,
  useGetReportQuery,
  useExportReportQuery,
  useListRoyaltyRatesQuery,
  useSetRoyaltyRateMutation,
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
  useListWebhookEndpointsQuery,
  useCreateWebhookEndpointMutation,
  useListWebhookDeliveriesQuery,
  useReplayWebhookDeliveryMutation,
  useSwitchWebhookEndpointMutation,
  usePingWebhookEndpointMutation,
} = injectedRtkApi;

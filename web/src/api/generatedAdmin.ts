import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
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
    getStaffSelf: build.query<GetStaffSelfApiResponse, GetStaffSelfApiArg>({
      query: () => ({ url: `/api/v1/admin/me` }),
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
  }),
  overrideExisting: false,
});
export { injectedRtkApi as adminApi };
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
export type GetStaffSelfApiResponse = /** status 200  */ StaffSelf;
export type GetStaffSelfApiArg = void;
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
export type AuditActor = {
  id: string | null;
  /** `staff`, `customer` or `system`. */
  kind: string;
  name: string | null;
};
export type Timestamp = string;
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
export type EmployeeId = number;
export type Role = "general_manager" | "sales_manager" | "support_agent" | "it";
export type StaffSelf = {
  id: EmployeeId;
  /** The operation ids of the back office that are for this role. */
  operations: string[];
  role: Role;
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
export const {
  useListAuditEntriesQuery,
  useExportAuditEntriesQuery,
  useVerifyAuditLogMutation,
  useGetStaffSelfQuery,
  useListStaffQuery,
  useInviteStaffMutation,
  useGetStaffMemberQuery,
  useChangeStaffMemberMutation,
  useDeactivateStaffMemberMutation,
  useResendStaffInvitationMutation,
  useReactivateStaffMemberMutation,
  useResetStaffSecondFactorMutation,
  useEndStaffSessionMutation,
} = injectedRtkApi;

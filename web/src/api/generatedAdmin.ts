import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listAgents: build.query<ListAgentsApiResponse, ListAgentsApiArg>({
      query: () => ({ url: `/api/v1/admin/agents` }),
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
    assignAgent: build.mutation<AssignAgentApiResponse, AssignAgentApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/customers/${encodeURIComponent(String(queryArg.id))}/agent`,
        method: "PUT",
        body: queryArg.assignAgent,
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
  }),
  overrideExisting: false,
});
export { injectedRtkApi as adminApi };
export type ListAgentsApiResponse = /** status 200  */ Agent[];
export type ListAgentsApiArg = void;
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
export type AssignAgentApiResponse = /** status 200  */ CustomerDesk;
export type AssignAgentApiArg = {
  id: number;
  assignAgent: AssignAgent;
};
export type AddCustomerNoteApiResponse = /** status 201  */ Note[];
export type AddCustomerNoteApiArg = {
  id: number;
  newNote: NewNote;
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
export type CustomerId = number;
export type Currency = string;
export type Money = {
  /** Whole minor units: 99 is 0.99 USD. */
  amount: number;
  currency: Currency;
};
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
export type AssignAgent = {
  agent_id?: null | EmployeeId;
};
export type NewNote = {
  /** For the staff alone. */
  body: string;
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
    /** Who took the money. */
    provider?: string | null;
    refunded: Money;
    status: OrderStatus;
    total: Money;
  }[];
  /** Pass as `cursor` to get the next page; `null` on the last. */
  next_cursor?: string | null;
};
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
  /** Who took the money, such as `test`. */
  provider?: string | null;
  /** Begins like the number, or stands in the name or the e-mail address, or is the invoice's number. */
  q?: string | null;
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
  /** Paid less refunded. */
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
export type ItemKind = "track" | "album";
export type TrackId = number;
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
  expires_at?: null | Timestamp;
  id: OrderId;
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
  quantity: number;
  /** What was paid, after the album's discount. */
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
export const {
  useListAgentsQuery,
  useListCustomersQuery,
  useApplyCustomerBulkMutation,
  usePreviewCustomerBulkMutation,
  useExportCustomersQuery,
  useGetCustomerTotalsQuery,
  useGetCustomerQuery,
  useAssignAgentMutation,
  useAddCustomerNoteMutation,
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
  useListViewsQuery,
  useCreateViewMutation,
  useUpdateViewMutation,
  useDeleteViewMutation,
} = injectedRtkApi;

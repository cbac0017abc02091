import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from './ui/useAdminList';

const tags: (typeof officeTag)[] = [officeTag];
const shown = { providesTags: tags };
const changes = { invalidatesTags: tags };

/** Orders, customers and tickets: what a change makes stale is everything that staff see. */
export const deskApi = adminApi.enhanceEndpoints<'Office'>({
  addTagTypes: [officeTag],
  endpoints: {
    getShopOrder: shown,
    getOrderTimeline: shown,
    getCustomer: shown,
    getCustomerAccount: shown,
    listAgents: shown,
    getTicket: shown,
    listCannedAnswers: shown,
    refundOrder: changes,
    cancelShopOrder: changes,
    resendReceipt: changes,
    replaceOrderDownload: changes,
    restoreOrderLine: changes,
    addOrderNote: changes,
    applyOrderBulk: changes,
    assignAgent: changes,
    addCustomerNote: changes,
    applyCustomerBulk: changes,
    disableCustomer: changes,
    enableCustomer: changes,
    anonymiseCustomer: changes,
    createTicket: changes,
    updateTicket: changes,
    addTicketMessage: changes,
    createCannedAnswer: changes,
    updateCannedAnswer: changes,
    deleteCannedAnswer: changes,
  },
});

const sumsApi = adminApi.enhanceEndpoints<'Office'>({ addTagTypes: [officeTag] }).injectEndpoints({
  endpoints: (build) => ({
    sums: build.query<unknown, { url: string; params: Record<string, string> }>({
      query: ({ url, params }) => ({ url, params }),
      providesTags: tags,
    }),
  }),
});

/** What all rows of a list sum to, by the filter as it stands in the address. */
export function useSums<Sums>(url: string, params: Record<string, string>) {
  return sumsApi.useSumsQuery({ url, params }).currentData as Sums | undefined;
}

import { generatedApi } from '@/api/generated';

/** The caller's conversations; whatever they write makes the lists stale. */
export const helpApi = generatedApi.enhanceEndpoints<'Help'>({
  addTagTypes: ['Help'],
  endpoints: {
    listMyTickets: { providesTags: ['Help'] },
    getMyTicket: { providesTags: ['Help'] },
    createMyTicket: { invalidatesTags: ['Help'] },
    addMyTicketMessage: { invalidatesTags: ['Help'] },
    settleMyTicket: { invalidatesTags: ['Help'] },
  },
});

/** Whose turn it is, in the words of a customer. */
export const turns = {
  open: { label: 'We are looking at it', tone: 'warn' },
  pending: { label: 'Answered', tone: 'accent' },
  solved: { label: 'Solved', tone: 'good' },
  closed: { label: 'Closed', tone: 'plain' },
} as const;

import { staffPage, supportAgent, type Area } from '@/features/admin/area';
import { SupportIcon } from '@/features/admin/ui/icons';

export const supportArea: Area = {
  name: 'Support',
  entries: [{ to: '/admin/tickets', label: 'Tickets', icon: SupportIcon, roles: supportAgent }],
  pages: [
    staffPage('/admin/tickets', supportAgent, () => import('./TicketsPage')),
    staffPage('/admin/tickets/:id', supportAgent, () => import('./TicketPage')),
  ],
};

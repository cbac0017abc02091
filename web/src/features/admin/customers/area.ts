import { staffPage, supportAgent, type Area } from '@/features/admin/area';
import { PeopleIcon } from '@/features/admin/ui/icons';

export const customersArea: Area = {
  name: 'Customers',
  entries: [{ to: '/admin/customers', label: 'Customers', icon: PeopleIcon, roles: supportAgent }],
  pages: [
    staffPage('/admin/customers', supportAgent, () => import('./CustomersPage')),
    staffPage('/admin/customers/:id', supportAgent, () => import('./CustomerPage')),
  ],
};

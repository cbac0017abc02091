import { staffPage, supportAgent, type Area } from '@/features/admin/area';
import { ReceiptIcon } from '@/ui/icons';

export const ordersArea: Area = {
  name: 'Orders',
  entries: [{ to: '/admin/orders', label: 'Orders', icon: ReceiptIcon, roles: supportAgent }],
  pages: [
    staffPage('/admin/orders', supportAgent, () => import('./OrdersPage')),
    staffPage('/admin/orders/:id', supportAgent, () => import('./OrderPage')),
    staffPage('/admin/orders/:id/invoice', supportAgent, () => import('./OrderInvoicePage')),
  ],
};

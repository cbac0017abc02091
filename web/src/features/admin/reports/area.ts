import { salesManager, staffPage, type Area } from '@/features/admin/area';
import { ChartIcon } from '@/features/admin/ui/icons';

export const reportsArea: Area = {
  name: 'Reports',
  entries: [{ to: '/admin/reports', label: 'Reports', icon: ChartIcon, roles: salesManager }],
  pages: [
    staffPage('/admin/reports', salesManager, () => import('./ReportsPage')),
    staffPage('/admin/reports/:report', salesManager, () => import('./ReportPage')),
  ],
};

import { anyStaff, staffPage, type Area } from '@/features/admin/area';
import { HomeIcon } from '@/features/admin/ui/icons';

export const homeArea: Area = {
  name: 'Home',
  entries: [{ to: '/admin', label: 'Home', icon: HomeIcon, roles: anyStaff, end: true }],
  pages: [staffPage('/admin', anyStaff, () => import('./HomePage'))],
};

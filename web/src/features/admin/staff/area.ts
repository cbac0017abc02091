import { anyStaff, generalManager, staffPage, type Area } from '@/features/admin/area';
import { ShieldIcon, TreeIcon } from '@/features/admin/ui/icons';

export const staffArea: Area = {
  name: 'Staff',
  entries: [
    { to: '/admin/staff', label: 'Staff', icon: TreeIcon, roles: generalManager },
    { to: '/admin/audit', label: 'Audit log', icon: ShieldIcon, roles: generalManager },
  ],
  pages: [
    staffPage('/admin/staff', generalManager, () => import('./StaffPage')),
    staffPage('/admin/staff/:id', generalManager, () => import('./MemberPage')),
    staffPage('/admin/audit', generalManager, () => import('./AuditPage')),
    // One's own, from the menu of the account.
    staffPage('/admin/security', anyStaff, () => import('./OwnSecurityPage')),
  ],
};

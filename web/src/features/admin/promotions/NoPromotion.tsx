import { AdminPage } from '@/features/admin/ui/AdminPage';
import { EmptyState } from '@/ui/States';
import { crumbs } from './words';

export function NoPromotion() {
  return (
    <AdminPage title="No such promotion" crumbs={crumbs}>
      <EmptyState title="There is no such promotion">It may have been typed wrong.</EmptyState>
    </AdminPage>
  );
}

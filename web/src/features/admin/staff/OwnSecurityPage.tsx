import { SecuritySections } from '@/features/account/SecuritySections';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';

/** One's own way in: every member of staff has one. */
export default function OwnSecurityPage() {
  return (
    <AdminPage title="Security" about="How you sign in, and where you are signed in.">
      <Panel className="max-w-2xl">
        <div className="flex flex-col gap-8 py-2">
          <SecuritySections />
        </div>
      </Panel>
    </AdminPage>
  );
}

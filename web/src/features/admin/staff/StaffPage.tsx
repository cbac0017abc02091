import { useState } from 'react';
import { Link } from 'react-router';
import type { StaffMember } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { roleNames } from '@/features/admin/words';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { InviteForm } from './InviteForm';
import { shownState } from './states';
import { useListStaffQuery } from './staffApi';
import { treeOf, type Branch } from './tree';

/** Who works here, and who reports to whom. */
export default function StaffPage() {
  const { data, error, refetch } = useListStaffQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [inviting, setInviting] = useState(false);
  return (
    <AdminPage
      title="Staff"
      about={
        data
          ? `${plural(data.items.length, 'person works', 'people work')} here. Open one to change the role, the manager or the way in.`
          : undefined
      }
      actions={
        <Button look="primary" onClick={() => setInviting(true)}>
          Invite somebody
        </Button>
      }
    >
      {data ? (
        <div className="overflow-x-auto pb-2">
          <ul aria-label="Reporting tree" className="flex flex-col gap-3">
            {treeOf(data.items).map((branch) => (
              <Twig key={branch.member.id} branch={branch} />
            ))}
          </ul>
        </div>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the staff" />
          <RowsSkeleton count={6} />
        </>
      )}
      <Dialog open={inviting} onClose={() => setInviting(false)} title="Invite somebody">
        {inviting && <InviteForm members={data?.items ?? []} onDone={() => setInviting(false)} />}
      </Dialog>
    </AdminPage>
  );
}

function Twig({ branch: { member, below } }: { branch: Branch }) {
  return (
    <li>
      <Person member={member} />
      {below.length > 0 && (
        <ul
          aria-label={`Report to ${member.name}`}
          className="mt-3 ml-3 flex flex-col gap-3 border-l-2 border-line pl-3 sm:ml-7 sm:pl-7"
        >
          {below.map((branch) => (
            <Twig key={branch.member.id} branch={branch} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Person({ member }: { member: StaffMember }) {
  const { id, name, title, role, state, second_factor_since } = member;
  return (
    <Link
      to={`/admin/staff/${id}`}
      className="flex w-full max-w-88 items-start gap-3 rounded-xl border border-line bg-surface p-3 hover:border-line-strong"
    >
      <span
        aria-hidden="true"
        className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft font-bold text-accent-strong"
      >
        {initials(name)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{name}</span>
        <span className="block truncate text-sm text-ink-2">
          {title ?? (role ? roleNames[role] : 'No role')}
        </span>
        <span className="mt-1.5 flex flex-wrap items-center gap-1.5 text-xs text-ink-2">
          <StateBadge {...shownState(state)} />
          {role && <span>{roleNames[role]}</span>}
          {state === 'active' && !second_factor_since && <span>· no second factor yet</span>}
        </span>
      </span>
    </Link>
  );
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();

import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';
import type { Role } from './area';
import { roleNames } from './words';

/** A page that exists, for somebody else's role. */
export function Forbidden({ roles }: { roles: readonly Role[] }) {
  usePageTitle('Not for your role');
  const names = roles.map((role) => roleNames[role]);
  return (
    <EmptyState
      heading="h1"
      title="This page is not for your role"
      action={<LinkButton to="/admin">Back to your work</LinkButton>}
    >
      It is open to: {names.join(', ')}. Ask a manager if you need it for your work.
    </EmptyState>
  );
}

export function AdminNotFound() {
  usePageTitle('Page not found');
  return (
    <EmptyState
      heading="h1"
      title="There is no page at this address"
      action={<LinkButton to="/admin">Back to your work</LinkButton>}
    >
      What you are looking for may have been merged or renamed, or the link was cut off.
    </EmptyState>
  );
}

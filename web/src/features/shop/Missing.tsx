import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

/** The page of something the shop does not have. */
export function Missing({ what, to }: { what: string; to: string }) {
  usePageTitle(`No such ${what}`);
  return (
    <div className="page py-10">
      <h1 className="sr-only">No such {what}</h1>
      <EmptyState
        title={`We do not have this ${what}`}
        action={
          <LinkButton look="primary" to={to}>
            Browse all {what}s
          </LinkButton>
        }
      >
        The link may be old, or the {what} has left the shop.
      </EmptyState>
    </div>
  );
}

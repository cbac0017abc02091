import { LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

export function NoOrder() {
  return (
    <EmptyState
      heading="h1"
      title="There is no such order here"
      action={
        <LinkButton look="primary" to="/purchases">
          Your purchases
        </LinkButton>
      }
    >
      It may belong to another account.
    </EmptyState>
  );
}

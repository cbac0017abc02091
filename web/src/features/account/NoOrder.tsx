import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

/** In the place of an order that is not there, or not the caller's. */
export function NoOrder() {
  usePageTitle('Order not found');
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
      It may belong to another account. Your own orders are in your purchases.
    </EmptyState>
  );
}

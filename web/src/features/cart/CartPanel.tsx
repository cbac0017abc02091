import { useRef } from 'react';
import { useAppDispatch } from '@/lib/dispatch';
import { LinkButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Toasts } from '@/ui/Toasts';
import { CartLine } from './CartLine';
import { cartOpened } from './cartSlice';
import { CartTotals } from './CartTotals';
import { useCart, usePricedCart } from './useCart';

/** The cart, from the right edge of any page. Its code arrives when it is first opened. */
export default function CartPanel({ open }: { open: boolean }) {
  const dispatch = useAppDispatch();
  const close = () => void dispatch(cartOpened(false));
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Your cart"
      shape="drawer"
      footer={<Sums onLeave={close} />}
    >
      <Contents onLeave={close} />
      {/* The rest of the page is inert under a modal dialog: "Undo" has to be inside. */}
      <Toasts />
    </Dialog>
  );
}

function Contents({ onLeave }: { onLeave: () => void }) {
  const { items, isEmpty, error, refetch, totals } = usePricedCart();
  const { remove } = useCart();
  const list = useRef<HTMLUListElement>(null);

  if (isEmpty) {
    return (
      <EmptyState
        title="Nothing in it yet"
        action={
          <LinkButton look="primary" to="/albums?sort=popularity" onClick={onLeave}>
            See what others love
          </LinkButton>
        }
      >
        Listen to previews, and press a price to put a track or an album in here.
      </EmptyState>
    );
  }
  if (error && !totals) return <ErrorState error={error} retry={refetch} />;
  if (!totals) {
    return (
      <>
        <Loading what="your cart" />
        <RowsSkeleton count={3} />
      </>
    );
  }
  return (
    <ul ref={list} tabIndex={-1} aria-label="In your cart" className="divide-y divide-line">
      {items.map((item) => (
        <CartLine
          key={`${item.kind}:${item.id}`}
          item={item}
          onLeave={onLeave}
          onRemove={() => {
            // The pressed button is about to go: the focus stays in the list.
            list.current?.focus();
            remove(item);
          }}
        />
      ))}
    </ul>
  );
}

function Sums({ onLeave }: { onLeave: () => void }) {
  const { totals, isEmpty, isFetching } = usePricedCart();
  if (isEmpty || !totals) return null;
  return (
    <div className="flex flex-col gap-4" aria-busy={isFetching}>
      <CartTotals totals={totals} />
      <LinkButton look="primary" size="large" to="/checkout" onClick={onLeave}>
        Go to checkout
      </LinkButton>
    </div>
  );
}

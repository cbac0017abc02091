import { lazy, Suspense } from 'react';
import { useSelector } from 'react-redux';
import {
  useGetCartQuery,
  useGetProfileQuery,
  useListAddressesQuery,
  useClearCartMutation,
  type Cart,
} from '@/api/generated';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { CartLine } from '@/features/cart/CartLine';
import { CartTotals } from '@/features/cart/CartTotals';
import { CodeEntry } from '@/features/cart/CodeEntry';
import type { CartState } from '@/features/cart/cartSlice';
import { useCart } from '@/features/cart/useCart';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton, Skeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { usePlaceOrder } from './usePlaceOrder';

// Under way while the cart and the addresses are asked for, without which it is of no use.
const formCode = import('./CheckoutForm');
const CheckoutForm = lazy(() => formCode.then((module) => ({ default: module.CheckoutForm })));
// Rarely needed: its code comes when it is.
const LostAnswer = lazy(() =>
  import('./LostAnswer').then((module) => ({ default: module.LostAnswer })),
);

export default function CheckoutPage() {
  usePageTitle('Checkout');
  return (
    <CustomerOnly>
      <div className="page py-8 sm:py-12">
        <h1 className="text-3xl font-bold sm:text-4xl">Checkout</h1>
        <Checkout />
      </div>
    </CustomerOnly>
  );
}

function Checkout() {
  const cart = useGetCartQuery(undefined, { refetchOnMountOrArgChange: true });
  const addresses = useListAddressesQuery();
  const profile = useGetProfileQuery();
  const placing = usePlaceOrder();
  const merging = useSelector((state: { cart: CartState }) => state.cart.merging);

  const failed = [cart, addresses, profile].find(({ error, data }) => error && !data);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  const isEmpty = cart.data?.items.length === 0;
  // An empty cart may only be waiting for its news, or for what is being merged after signing in.
  const isUnsure = isEmpty && (cart.isFetching || merging);
  if (!cart.data || !addresses.data || !profile.data || isUnsure) return <Waiting />;
  if (placing.unanswered && isEmpty) {
    return (
      <Suspense fallback={<Waiting />}>
        <LostAnswer {...placing} />
      </Suspense>
    );
  }
  if (isEmpty) return <Empty />;
  if (cart.data.items.every(({ notice }) => notice !== null)) return <NothingToBuy />;
  return (
    <Suspense fallback={<Waiting />}>
      <div className="mt-8 grid grid-cols-1 items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <CheckoutForm
          cart={cart.data}
          addresses={addresses.data.items}
          profile={profile.data}
          placing={placing}
        />
        <Summary cart={cart.data} />
      </div>
    </Suspense>
  );
}

function Summary({ cart }: { cart: Cart }) {
  const { remove } = useCart();
  return (
    <section
      aria-labelledby="summary"
      className="order-first rounded-2xl border border-line bg-surface p-5 lg:sticky lg:top-24 lg:order-none"
    >
      <h2 id="summary" className="text-xl font-bold">
        Your order
      </h2>
      <ul className="mt-2 divide-y divide-line border-b border-line">
        {cart.items.map((item) => (
          <CartLine key={`${item.kind}:${item.id}`} item={item} onRemove={() => remove(item)} />
        ))}
      </ul>
      <div className="mt-4 border-b border-line pb-4">
        <CodeEntry cart={cart} />
      </div>
      <div className="mt-4">
        <CartTotals totals={cart} />
      </div>
    </section>
  );
}

function Waiting() {
  return (
    <div className="mt-8 grid gap-10 lg:grid-cols-[1fr_24rem]">
      <Loading what="your order" />
      <Skeleton className="h-96" />
      <RowsSkeleton count={3} />
    </div>
  );
}

function Empty() {
  return (
    <EmptyState
      title="Your cart is empty"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <LinkButton look="primary" to="/albums">
            Find music
          </LinkButton>
          <LinkButton to="/purchases">Your purchases</LinkButton>
        </div>
      }
    >
      Put a track or an album into it, and come back here to pay.
    </EmptyState>
  );
}

function NothingToBuy() {
  const [clear, { isLoading }] = useClearCartMutation();
  return (
    <EmptyState
      title="Nothing left to pay for"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <LinkButton look="primary" to="/library">
            Go to your library
          </LinkButton>
          <Button busy={isLoading} onClick={() => void clear()}>
            Empty the cart
          </Button>
        </div>
      }
    >
      Everything in your cart is yours already or no longer for sale.
    </EmptyState>
  );
}

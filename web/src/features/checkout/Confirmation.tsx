import type { Order } from '@/api/generated';
import { useSelector } from 'react-redux';
import { Link } from 'react-router';
import type { AuthState } from '@/api/session';
import { DownloadOrderButton, OrderLines, PlayOrderButton } from '@/features/account/OrderLines';
import { formatMoney } from '@/lib/format';
import { usePageTitle } from '@/lib/page';
import { LinkButton } from '@/ui/Button';
import { CheckIcon } from '@/ui/icons';

/** The moment it was all for: the music is there, to play and to download. */
export function Confirmation({ order }: { order: Order }) {
  usePageTitle('Thank you');
  const email = useSelector((state: { auth: AuthState }) => state.auth.account?.email);
  return (
    <div className="mx-auto max-w-3xl">
      <div className="flex flex-col items-center gap-3 text-center">
        <span className="grid size-14 animate-rise place-items-center rounded-full bg-good-soft text-good">
          <CheckIcon size={32} />
        </span>
        <h1 className="text-3xl font-bold sm:text-4xl">Thank you. It is yours.</h1>
        <p className="text-ink-2">
          Order {order.number}, {formatMoney(order.total)}. A receipt is on its way to{' '}
          <span className="break-words">{email}</span>.
        </p>
        <div className="mt-3 flex flex-wrap justify-center gap-3">
          <PlayOrderButton order={order} look="primary" />
          <LinkButton size="large" to="/library">
            Go to your library
          </LinkButton>
        </div>
      </div>
      <section aria-labelledby="bought" className="mt-10">
        <div className="flex flex-wrap items-center gap-3">
          <h2 id="bought" className="mr-auto text-xl font-bold">
            Your downloads
          </h2>
          <DownloadOrderButton order={order} />
        </div>
        <OrderLines order={order} />
        <p className="mt-4 text-sm text-ink-2">
          Download again whenever you like:{' '}
          <Link to={`/purchases/${order.id}`} className="font-semibold text-accent underline">
            order and invoice
          </Link>
        </p>
      </section>
    </div>
  );
}

import { Link } from 'react-router';
import type { AttentionItem } from '@/api/generatedAdmin';
import { hasPage } from '@/features/admin/pages';
import { Panel } from '@/features/admin/ui/AdminPage';
import { AlertIcon } from '@/features/admin/ui/icons';
import { useRole } from '@/features/admin/useStaff';
import { formatDateTime } from '@/lib/format';
import { CheckIcon, ChevronRightIcon } from '@/ui/icons';

/** Where something is seen to. */
const places: Record<string, string> = {
  stuck_payments: '/admin/orders?status=pending_payment,processing&sort=placed_at',
  held_orders: '/admin/orders?held=true',
  failed_refunds: '/admin/orders?refund=failed',
  open_tickets: '/admin/tickets?state=open',
  low_stock: '/admin/inventory?low=true',
  failed_mail: '/admin/mails?state=parked',
  failed_jobs: '/admin/jobs?state=parked',
  failed_webhooks: '/admin/webhooks/received?state=parked',
  parked_deliveries: '/admin/webhooks',
};

/** What waits for a person. Where nothing does, one quiet line says so. */
export function Attention({ items }: { items: readonly AttentionItem[] }) {
  const role = useRole();
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 rounded-xl bg-good-soft px-4 py-3 text-sm text-good">
        <CheckIcon size={18} /> Nothing waits for you.
      </p>
    );
  }
  return (
    <Panel
      title={
        <span className="inline-flex items-center gap-2">
          <AlertIcon size={20} className="text-warn" /> Needs attention
        </span>
      }
      flush
    >
      <ul className="divide-y divide-line border-t border-line">
        {items.map((item) => {
          const to = places[item.key];
          return (
            <li key={item.key}>
              {to && hasPage(to, role) ? (
                <Link
                  to={to}
                  className="flex items-center gap-4 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2 sm:px-5"
                >
                  <Line item={item} />
                  <ChevronRightIcon size={18} className="shrink-0 text-ink-2" />
                </Link>
              ) : (
                <div className="flex items-center gap-4 px-4 py-2.5 sm:px-5">
                  <Line item={item} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Line({ item: { count, label, advice, since } }: { item: AttentionItem }) {
  return (
    <>
      <span className="min-w-9 rounded-full bg-warn-soft px-2 py-0.5 text-center text-sm font-bold text-warn tabular-nums">
        {count.toLocaleString('en-US')}
      </span>
      <span className="min-w-0 flex-1 text-sm">
        <span className="font-semibold">{label}</span>
        <span className="block text-ink-2">
          {advice}
          {since !== null && since !== undefined && <> The oldest is of {formatDateTime(since)}.</>}
        </span>
      </span>
    </>
  );
}

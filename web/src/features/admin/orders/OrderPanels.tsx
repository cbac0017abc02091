import type { OrderDesk } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDate, formatDateTime, formatMoney, plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Badge } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { office } from '@/features/admin/tags';
import { Panel } from '@/features/admin/ui/AdminPage';
import { StateBadge } from '@/features/admin/ui/StateBadge';

const cell = 'px-3 py-2 text-right align-top tabular-nums whitespace-nowrap';
const plain = { free: false };

/** What was bought, what of it went back, and where its music is. */
export function LinesPanel({ desk }: { desk: OrderDesk }) {
  const { order } = desk;
  const standing = new Map(desk.lines.map((line) => [line.line_id, line]));
  return (
    <Panel title="In this order" flush>
      {/* Wider than a phone: a region that scrolls can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="region" aria-label="Lines of the order" tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm">
          <caption className="sr-only">Lines of the order</caption>
          <thead>
            <tr className="border-b border-line text-ink-2">
              <th className="px-4 py-2 text-left font-semibold sm:pl-5">Music</th>
              <th className={`${cell} font-semibold`}>Price</th>
              <th className={`${cell} font-semibold`}>Refunded</th>
              <th className={`${cell} pr-4 font-semibold sm:pr-5`}>Left</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => {
              const at = standing.get(line.id);
              return (
                <tr key={line.id} className="border-b border-line">
                  <td className="px-4 py-2 sm:pl-5">
                    <div className="flex min-w-52 items-center gap-3">
                      {line.cover_url && <Cover src={line.cover_url} size={44} />}
                      <div className="min-w-0">
                        <p className="font-semibold break-words">{line.title}</p>
                        <p className="text-ink-2">
                          {line.kind === 'album'
                            ? `Album, ${plural(line.tracks.length, 'track')}`
                            : 'Track'}
                          {line.artist_name && ` · ${line.artist_name}`}
                        </p>
                        {at && at.taken_back > 0 && (
                          <TakenBack order={order.id} line={line.id} count={at.taken_back} />
                        )}
                      </div>
                    </div>
                  </td>
                  <td className={cell}>{at && formatMoney(at.price, plain)}</td>
                  <td className={cell}>
                    {at && at.refunded.amount > 0 ? formatMoney(at.refunded) : '—'}
                  </td>
                  <td className={`${cell} pr-4 sm:pr-5`}>
                    {at && (desk.refund_hindrance ? '—' : formatMoney(at.refundable, plain))}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            {(
              [
                ['Subtotal', order.subtotal],
                ...(order.discount.amount > 0 ? [['Discount', order.discount] as const] : []),
                ...(order.tax.amount > 0 ? [['Tax', order.tax] as const] : []),
                ['Total', order.total],
              ] as const
            ).map(([word, sum]) => (
              <tr key={word} className={word === 'Total' ? 'font-bold' : 'text-ink-2'}>
                <th className="px-4 py-1.5 text-left font-[inherit] sm:pl-5">{word}</th>
                <td className={`${cell} py-1.5`}>
                  {word === 'Discount' && '−'}
                  {formatMoney(sum, plain)}
                </td>
                <td className={`${cell} py-1.5`}>
                  {word === 'Total' && order.refunded.amount > 0 && formatMoney(order.refunded)}
                </td>
                <td className={`${cell} py-1.5 pr-4 sm:pr-5`}>
                  {word === 'Total' && formatMoney(desk.refundable, plain)}
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      <div className="h-3" />
    </Panel>
  );
}

function TakenBack({ order, line, count }: { order: string; line: string; count: number }) {
  const dispatch = useAppDispatch();
  const [restore, { isLoading }] = office.useRestoreOrderLineMutation();
  async function giveBack() {
    const { error } = await restore({ id: order, line });
    const message = error ? describeError(error) : 'The customer has the music again.';
    dispatch(toasted({ message, tone: error ? 'bad' : 'plain' }));
  }
  return (
    <p className="mt-1 flex flex-wrap items-center gap-2">
      <Badge tone="accent">{plural(count, 'track')} taken back</Badge>
      <Button
        size="small"
        look="quiet"
        busy={isLoading}
        onClick={() => void giveBack()}
        className="print:hidden"
      >
        Give the music back
      </Button>
    </p>
  );
}

/** Every attempt to pay and every refund. */
export function MoneyPanel({ desk }: { desk: OrderDesk }) {
  const { payments, refunds } = desk;
  return (
    <Panel
      title="Money"
      about={desk.refund_hindrance ?? `${formatMoney(desk.refundable)} can still go back.`}
    >
      <ul className="divide-y divide-line text-sm">
        {payments.map((payment) => (
          <li key={payment.id} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold">
                Payment {payment.attempt} through {payment.provider}
              </p>
              <p className="break-all text-ink-2">
                {formatDateTime(payment.created_at)}
                {payment.provider_ref && ` · ${payment.provider_ref}`}
              </p>
              {payment.decline_message && <p className="text-bad">{payment.decline_message}</p>}
            </div>
            <StateBadge
              state={payment.state}
              label={payment.surplus ? 'Paid twice: sent back' : undefined}
            />
            <span className="w-24 text-right font-semibold tabular-nums">
              {formatMoney(payment.amount, plain)}
            </span>
          </li>
        ))}
        {refunds.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold">
                Refund{refund.lines.length > 0 && ` of ${plural(refund.lines.length, 'line')}`}
              </p>
              <p className="text-ink-2">
                {formatDateTime(refund.created_at)}
                {refund.by && ` · ${refund.by}`}
              </p>
              <p className="break-words">{refund.reason}</p>
              {refund.problem && <p className="text-bad">{refund.problem}</p>}
            </div>
            <StateBadge
              state={refund.state}
              label={{ pending: 'On its way', succeeded: 'Sent' }[refund.state]}
            />
            <span className="w-24 text-right font-semibold tabular-nums">
              −{formatMoney(refund.amount, plain)}
            </span>
          </li>
        ))}
        {payments.length + refunds.length === 0 && (
          <li className="py-2 text-ink-2">Nobody has tried to pay yet.</li>
        )}
      </ul>
    </Panel>
  );
}

export function DownloadsPanel({ desk: { downloads } }: { desk: OrderDesk }) {
  if (downloads.length === 0) return null;
  return (
    <Panel title="Downloads" about="Links of the last days.">
      <ul className="divide-y divide-line text-sm">
        {downloads.map(({ id, title, used, max_uses, expires_at, created_at }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <span className="min-w-0 flex-1 basis-56 break-words">
              {title}
              <span className="block text-ink-2">{formatDateTime(created_at)}</span>
            </span>
            <span className="text-ink-2 tabular-nums">
              {used >= max_uses ? 'Used up' : `${used} of ${max_uses} uses`} · until{' '}
              {formatDate(expires_at)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import { useState } from 'react';
import type { OrderBulkChange, OrderBulkPreview, OrderSelection } from '@/api/generatedAdmin';
import { describeError, problemType } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatMoney, plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import type { ShopOrder } from '@/features/admin/deskTypes';
import { office } from '@/features/admin/tags';
import { BulkBar } from '@/features/admin/ui/BulkBar';
import type { TableList } from '@/features/admin/ui/useAdminList';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';

type Change = { change: OrderBulkChange; preview: OrderBulkPreview; selection: OrderSelection };

const words: Record<OrderBulkChange, { title: string; done: string; none: string }> = {
  resend_receipts: {
    title: 'Send the receipts again',
    done: 'receipt',
    none: 'None of them has a receipt: they were not paid, or the customer’s address is gone.',
  },
  cancel_unpaid: {
    title: 'Cancel what nobody paid',
    done: 'order canceled',
    none: 'None of them waits for its payment.',
  },
};

const numbers = /^customer$|_(min|max)$/;
const yesOrNo = /^(newsletter|deleted|held|waiting)$/;

/** The filter of the address as the service takes it in a body: numbers as numbers. */
export const bodyFilter = (filter: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      numbers.test(name) ? Number(value) : yesOrNo.test(name) ? value === 'true' : value,
    ]),
  );

/** What can be done to many orders: shown first, done only while it is what was shown. */
export function OrdersBulk({
  selection,
  list,
  filter,
}: {
  selection: TableSelection;
  list: TableList<ShopOrder>;
  filter: Record<string, string>;
}) {
  const dispatch = useAppDispatch();
  const [preview, previewing] = office.usePreviewOrderBulkMutation();
  const [shown, setShown] = useState<Change | null>(null);

  async function ask(change: OrderBulkChange) {
    const chosen = (
      selection.everything ? { filter: bodyFilter(filter) } : { ids: [...selection.keys] }
    ) as OrderSelection;
    const { data, error } = await preview({
      orderBulkPreviewRequest: { selection: chosen, change },
    });
    if (data) setShown({ change, preview: data, selection: chosen });
    else dispatch(toasted({ tone: 'bad', message: describeError(error) }));
  }
  return (
    <>
      <BulkBar selection={selection} list={list} word="order">
        <Button busy={previewing.isLoading} onClick={() => void ask('resend_receipts')}>
          Send receipts again
        </Button>
        <Button busy={previewing.isLoading} onClick={() => void ask('cancel_unpaid')}>
          Cancel unpaid
        </Button>
      </BulkBar>
      {shown && (
        <Preview
          {...shown}
          again={() => void ask(shown.change)}
          onClose={() => setShown(null)}
          onDone={() => {
            setShown(null);
            selection.clear();
          }}
        />
      )}
    </>
  );
}

function Preview({
  change,
  preview,
  selection,
  again,
  onClose,
  onDone,
}: Change & { again: () => void; onClose: () => void; onDone: () => void }) {
  const dispatch = useAppDispatch();
  const [apply, applying] = office.useApplyOrderBulkMutation();
  const { title, done, none } = words[change];
  const stale = problemType(applying.error) === 'stale-preview';

  async function go() {
    const expected = { count: preview.count, fingerprint: preview.fingerprint };
    const { data } = await apply({ orderBulkRequest: { selection, change, expected } });
    if (!data) return;
    const message =
      change === 'resend_receipts'
        ? `${plural(data.changed, done)} on the way.`
        : `${plural(data.changed, done, 'orders canceled')}.`;
    dispatch(toasted({ message }));
    onDone();
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <div className="flex flex-col gap-4">
        {preview.count === 0 ? (
          <p>{none}</p>
        ) : (
          <>
            <p>
              <strong>{plural(preview.count, 'order')}</strong> of{' '}
              {formatMoney(preview.total, { free: false })} in all
              {preview.skipped > 0 && `; ${preview.skipped} others are left as they are`}.
            </p>
            <p className="text-sm text-ink-2">
              {preview.numbers.join(', ')}
              {preview.count > preview.numbers.length && ' …'}
            </p>
          </>
        )}
        {applying.error && <Notice tone="bad">{describeError(applying.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          {stale ? (
            <Button
              look="primary"
              onClick={() => {
                applying.reset();
                again();
              }}
            >
              Show anew
            </Button>
          ) : (
            preview.count > 0 && (
              <Button
                look={change === 'cancel_unpaid' ? 'danger' : 'primary'}
                busy={applying.isLoading}
                onClick={() => void go()}
              >
                {change === 'cancel_unpaid'
                  ? `Cancel ${plural(preview.count, 'order')}`
                  : `Send ${plural(preview.count, 'receipt')}`}
              </Button>
            )
          )}
        </div>
      </div>
    </Dialog>
  );
}

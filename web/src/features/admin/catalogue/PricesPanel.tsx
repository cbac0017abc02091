import { useState } from 'react';
import type { ListPriceHistoryApiResponse, Money, SalePrice } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime, formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Badge, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { momentOf } from '@/features/admin/ui/fields';
import { centsOf } from '@/features/admin/ui/moneyText';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { useDesk, useDeskAction, useDeskWrite } from './desk';

type PriceEntry = ListPriceHistoryApiResponse['items'][number];

type Kind = 'track' | 'album';
const phases = { coming: 'Coming', running: 'Running', over: 'Over' } as const;
const tones = { coming: 'accent', running: 'good', over: 'plain' } as const;
const causes: Record<string, string> = {
  created: 'Added',
  edit: 'Edited',
  bulk: 'Many at once',
  import: 'Import',
  sale: 'Sale',
};

/** Sales of an item with their dates, and the prices it has had. */
export function PricesPanel({
  kind,
  id,
  regular,
  isOut,
}: {
  kind: Kind;
  id: number;
  regular: Money;
  isOut: boolean;
}) {
  const [adding, setAdding] = useState(false);
  const act = useDeskAction();
  const sales = useDesk<{ items: SalePrice[] }>(`/sale-prices?kind=${kind}&item_id=${id}`);
  const history = useDesk<{ items: PriceEntry[] }>(`/prices/${kind}/${id}`);
  return (
    <Panel
      title="Prices"
      about={`${formatMoney(regular)} without a sale`}
      actions={
        <Button size="small" onClick={() => setAdding(true)}>
          New sale price
        </Button>
      }
      flush
    >
      {(sales.data?.items.length ?? 0) > 0 && (
        <ul className="flex flex-col gap-1 px-4 pb-3 sm:px-5">
          {sales.data?.items.map((sale) => (
            <li key={sale.id} className="flex min-h-11 flex-wrap items-center gap-x-3 text-sm">
              <Badge tone={tones[sale.phase]}>{phases[sale.phase]}</Badge>
              <strong className="tabular-nums">{formatMoney(sale.price)}</strong>
              <span className="text-ink-2">
                {formatDateTime(sale.starts_at)} –{' '}
                {formatDateTime(sale.canceled_at ?? sale.ends_at)}
              </span>
              {sale.phase !== 'over' && (
                <Button
                  size="small"
                  look="quiet"
                  onClick={() =>
                    void act(
                      { url: `/sale-prices/${sale.id}`, method: 'DELETE' },
                      'The sale is over.',
                    )
                  }
                >
                  End it
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <AdminTable
        label="Price history"
        columns={columns}
        list={wholeList(history.data?.items, { error: history.error, retry: history.retry })}
        rowKey={(row) => `${row.changed_at} ${row.new_price?.amount}`}
        rowName={(row) => formatDateTime(row.changed_at)}
        empty={<p className="px-4 pb-4 text-sm text-ink-2 sm:px-5">Its price was never changed.</p>}
        inset
      />
      {adding && (
        <NewSale
          kind={kind}
          id={id}
          regular={regular}
          isOut={isOut}
          onClose={() => setAdding(false)}
        />
      )}
    </Panel>
  );
}

const columns: AdminColumn<PriceEntry>[] = [
  { id: 'when', name: 'When', width: 190, render: (row) => formatDateTime(row.changed_at) },
  {
    id: 'price',
    name: 'Price',
    render: ({ old_price, new_price }) => (
      <span className="tabular-nums">
        {old_price ? formatMoney(old_price) : 'as its tracks'} →{' '}
        <strong>{new_price ? formatMoney(new_price) : 'as its tracks'}</strong>
      </span>
    ),
  },
  { id: 'cause', name: 'How', width: 130, render: ({ cause }) => causes[cause] ?? cause },
  { id: 'who', name: 'Who', render: ({ employee_name }) => employee_name ?? '—' },
];

function NewSale({
  kind,
  id,
  regular,
  isOut,
  onClose,
}: {
  kind: Kind;
  id: number;
  regular: Money;
  isOut: boolean;
  onClose: () => void;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [price, setPrice] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    const cents = centsOf(price);
    if (cents === null) return setProblem('Write a price such as 4.99.');
    setBusy(true);
    setProblem(null);
    try {
      const body = {
        kind,
        item_id: id,
        price_cents: cents,
        starts_at: momentOf(from),
        ends_at: momentOf(to),
      };
      await write({ url: '/sale-prices', body });
      dispatch(toasted({ message: 'The sale is set.' }));
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  }
  const input = 'min-h-11 rounded-lg border border-line-strong bg-surface px-3';
  return (
    <Dialog open onClose={onClose} title="New sale price">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Price during the sale, USD</span>
          <span className="text-sm text-ink-2">Below {formatMoney(regular)}.</span>
          <input
            value={price}
            required
            inputMode="decimal"
            autoComplete="off"
            onChange={({ target }) => setPrice(target.value)}
            className={`${input} tabular-nums`}
          />
        </label>
        <div className="grid gap-4 sm:grid-cols-2">
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">Begins (empty: now)</span>
            <input
              type="datetime-local"
              value={from}
              onChange={({ target }) => setFrom(target.value)}
              className={input}
            />
          </label>
          <label className="flex flex-col gap-1.5">
            <span className="text-sm font-semibold">Ends</span>
            <input
              type="datetime-local"
              value={to}
              required
              onChange={({ target }) => setTo(target.value)}
              className={input}
            />
          </label>
        </div>
        <p className="text-sm text-ink-2">
          {isOut
            ? 'The shop shows the regular price struck through while the sale runs.'
            : 'It takes effect once the release is on sale.'}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Set the sale
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

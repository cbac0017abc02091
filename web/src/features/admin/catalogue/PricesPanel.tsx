import { useState } from 'react';
import type { ListPriceHistoryApiResponse, Money, SalePrice } from '@/api/generatedAdmin';
import { formatDateTime, formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import { onDemand } from '@/ui/onDemand';
import { Badge } from '@/ui/States';
import { Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useDeskAction } from './desk';

const SaleDialog = onDemand(() => import('./SaleDialog'));

type PriceEntry = ListPriceHistoryApiResponse['items'][number];

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
  kind: 'track' | 'album';
  id: number;
  regular: Money;
  isOut: boolean;
}) {
  const [adding, setAdding] = useState(false);
  const act = useDeskAction();
  const sales = useAdminList<SalePrice>('/api/v1/admin/sale-prices', { kind, item_id: id });
  const history = useAdminList<PriceEntry>(`/api/v1/admin/prices/${kind}/${id}`, {});
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
      {sales.rows.length > 0 && (
        <ul className="flex flex-col gap-1 px-4 pb-3 sm:px-5">
          {sales.rows.map((sale) => (
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
          {sales.hasMore && (
            <li>
              <Button size="small" busy={sales.busy} onClick={sales.loadMore}>
                Show more sales
              </Button>
            </li>
          )}
        </ul>
      )}
      <AdminTable
        label="Price history"
        columns={columns}
        list={history}
        rowKey={(row) => row.id}
        rowName={(row) => formatDateTime(row.changed_at)}
        empty={<p className="px-4 pb-4 text-sm text-ink-2 sm:px-5">Its price was never changed.</p>}
        inset
      />
      <SaleDialog
        asked={adding}
        kind={kind}
        id={id}
        regular={regular}
        isOut={isOut}
        onClose={() => setAdding(false)}
      />
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

import { useState } from 'react';
import { useParams } from 'react-router';
import type { ListStockMovesApiResponse, Stock } from '@/api/generatedAdmin';
import { describeError, isNotFound } from '@/api/problem';
import { Missing } from '@/features/shop/Missing';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { useOnce } from '@/lib/once';
import { idFrom } from '@/lib/useQueryState';
import { Button } from '@/ui/Button';
import { Badge, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useDesk, useDeskWrite } from './desk';

type StockMove = ListStockMovesApiResponse['items'][number];

const reasons: Record<StockMove['reason'], string> = {
  received: 'Received',
  sold: 'Sold',
  reserved: 'Set aside',
  released: 'Given up',
  correction: 'Correction',
  returned: 'Came back',
};
const signed = (delta: number) => (delta > 0 ? `+${delta}` : delta === 0 ? '' : String(delta));

const columns: AdminColumn<StockMove>[] = [
  { id: 'when', name: 'When', width: 190, render: ({ moved_at }) => formatDateTime(moved_at) },
  { id: 'reason', name: 'Why', width: 120, render: ({ reason }) => reasons[reason] },
  {
    id: 'hand',
    name: 'On hand',
    width: 90,
    align: 'end',
    render: (row) => signed(row.on_hand_delta),
  },
  {
    id: 'reserved',
    name: 'Set aside',
    width: 90,
    align: 'end',
    render: (row) => signed(row.reserved_delta),
  },
  {
    id: 'who',
    name: 'By',
    min: 180,
    render: ({ employee_name, order_id, note }) =>
      [employee_name ?? (order_id ? 'An order' : null), note].filter(Boolean).join(' · ') || '—',
  },
];

export default function StockPage() {
  const { kind: named, id: raw } = useParams();
  const kind = named === 'track' ? 'track' : 'album';
  const id = idFrom(raw);
  const url = `/inventory/${kind}/${id}`;
  const thing = useDesk<{ title?: string; name?: string }>(id ? `/${kind}s/${id}` : null);
  const stock = useDesk<Stock>(id ? url : null);
  const missing = isNotFound(stock.error);
  const ledger = useAdminList<StockMove>(`/api/v1/admin${url}/moves`, {}, !stock.data);
  const [lifting, setLifting] = useState(false);
  const write = useDeskWrite();
  const dispatch = useAppDispatch();

  if (!id || isNotFound(thing.error)) return <Missing what={kind} to="/admin/inventory" />;
  const title = thing.data?.title ?? thing.data?.name ?? 'Limited edition';
  const limited = Boolean(stock.data?.limited);
  const known = missing || stock.data !== undefined;
  return (
    <AdminPage
      title={title}
      badge={
        limited ? (
          <Badge tone="accent">Limited</Badge>
        ) : known ? (
          <Badge>Unlimited</Badge>
        ) : undefined
      }
      crumbs={[
        { to: '/admin/inventory', label: 'Inventory' },
        { to: `/admin/${kind}s/${id}`, label: kind === 'album' ? 'The album' : 'The track' },
      ]}
      actions={
        limited && (
          <Button look="danger" onClick={() => setLifting(true)}>
            Lift the limit
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel title="Ledger" about="Every copy that came or went" flush>
          {missing ? (
            <p className="px-4 pb-4 text-sm text-ink-2 sm:px-5">
              There is no ledger yet: it begins when the edition is limited.
            </p>
          ) : (
            <AdminTable
              label="Ledger"
              columns={columns}
              list={ledger}
              rowKey={(row) => String(row.id)}
              rowName={(row) => `${reasons[row.reason]}, ${formatDateTime(row.moved_at)}`}
              inset
            />
          )}
        </Panel>
        <div className="flex flex-col gap-5">
          {stock.data && limited && (
            <Panel title="Copies">
              <KeyValue
                facts={[
                  { name: 'Can be bought', value: stock.data.available },
                  { name: 'On hand', value: stock.data.on_hand },
                  { name: 'Set aside', value: stock.data.reserved },
                  { name: 'Sold', value: stock.data.sold },
                  { name: 'Low from', value: stock.data.low_at },
                ]}
              />
            </Panel>
          )}
          <Panel title={limited ? 'Change' : 'Limit the edition'}>
            {known && <Change url={url} limited={limited} />}
          </Panel>
        </div>
      </div>
      {lifting && (
        <ConfirmDialog
          title="Lift the limit?"
          confirm="Lift the limit"
          danger
          onClose={() => setLifting(false)}
          onConfirm={async () => {
            await write({ url, method: 'DELETE' });
            dispatch(toasted({ message: 'It is sold without a limit now.' }));
          }}
        >
          <p>It can be bought without a limit from then on. The ledger stays.</p>
        </ConfirmDialog>
      )}
    </AdminPage>
  );
}

type Way = 'received' | 'returned' | 'correction' | 'low';

function Change({ url, limited }: { url: string; limited: boolean }) {
  const write = useDeskWrite();
  const once = useOnce();
  const dispatch = useAppDispatch();
  const [way, setWay] = useState<Way>('received');
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    setBusy(true);
    setProblem(null);
    const quantity = Number(number);
    try {
      if (!limited) await write({ url, method: 'PUT', body: { on_hand: quantity } });
      else if (way === 'low') await write({ url, method: 'PUT', body: { low_at: quantity } });
      else {
        const move = {
          url: `${url}/moves`,
          body: { reason: way, quantity, note: note || null },
        };
        await once(move, (key) => write({ ...move, key }));
      }
      dispatch(toasted({ message: 'Written into the ledger.' }));
      setNumber('');
      setNote('');
    } catch (error) {
      setProblem(describeError(error));
    }
    setBusy(false);
  }
  const input = 'min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3';
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      {limited && (
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">What</span>
          <select
            value={way}
            onChange={({ target }) => setWay(target.value as Way)}
            className={input}
          >
            <option value="received">New copies came</option>
            <option value="returned">Copies came back</option>
            <option value="correction">Correct the number</option>
            <option value="low">Call it low from</option>
          </select>
        </label>
      )}
      <label className="flex flex-col gap-1.5">
        <span className="text-sm font-semibold">
          {limited && way === 'correction' ? 'Copies more or, with a minus, fewer' : 'Copies'}
        </span>
        <input
          required
          inputMode="numeric"
          pattern={way === 'correction' ? '-?[0-9]+' : '[0-9]+'}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
          className={`${input} tabular-nums`}
        />
      </label>
      {limited && way !== 'low' && (
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">
            Note <span className="font-normal text-ink-3">(optional)</span>
          </span>
          <input
            maxLength={200}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className={input}
          />
        </label>
      )}
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {limited ? 'Write it down' : 'Limit to so many'}
      </Button>
    </form>
  );
}

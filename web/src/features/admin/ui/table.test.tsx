import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import { AdminTable, type AdminColumn } from './AdminTable';
import { BulkBar } from './BulkBar';
import { FilterBar } from './FilterBar';
import { useFilters, type Filter } from './filters';
import { useAdminList } from './useAdminList';
import { useTableSelection } from './useTableSelection';

type Row = { id: string; number: string; country: string; total: number };
const rows: Row[] = Array.from({ length: 6 }, (_, n) => ({
  id: `o${n}`,
  number: `C-${100 + n}`,
  country: n % 2 ? 'Brazil' : 'Norway',
  total: 99 * n,
}));
const columns: AdminColumn<Row>[] = [
  { id: 'number', name: 'Order', render: ({ number }) => number, sort: 'number' },
  { id: 'country', name: 'Country', render: ({ country }) => country },
  {
    id: 'total',
    name: 'Total',
    render: ({ total }) => String(total),
    sort: 'total',
    downFirst: true,
  },
  { id: 'note', name: 'Note', render: () => 'quiet', hidden: true },
];
const filters: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search orders' },
  {
    kind: 'many',
    name: 'status',
    label: 'Status',
    options: [
      { value: 'paid', label: 'Paid' },
      { value: 'refunded', label: 'Refunded' },
    ],
  },
  { kind: 'money', from: 'total_min', to: 'total_max', label: 'Total' },
  { kind: 'dates', from: 'placed_from', to: 'placed_to', label: 'Placed' },
  { kind: 'country', name: 'country', label: 'Country' },
];

function Orders() {
  const state = useFilters(filters);
  const list = useAdminList<Row>('/api/v1/admin/orders', state.values);
  const selection = useTableSelection(JSON.stringify(state.values));
  return (
    <>
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Orders"
        name="orders"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ number }) => number}
        to={({ id }) => `/admin/orders/${id}`}
        selection={selection}
        totals={{ total: '1485' }}
      />
      <BulkBar selection={selection} list={list} word="order">
        <button type="button">Export</button>
      </BulkBar>
    </>
  );
}

function open(at = '/admin/orders', more = false) {
  const requests = serve({
    'GET /api/v1/admin/orders': (request) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('cursor')) return { body: { items: rows.slice(4), next_cursor: null } };
      if (searchParams.get('q') === 'nothing') return { body: { items: [], total: 0 } };
      if (more) return { body: { items: rows.slice(0, 4), next_cursor: 'next', total: 412 } };
      return { body: { items: rows, next_cursor: null, total: 6 } };
    },
  });
  return { requests, ...renderShop(<Orders />, { at, state: asStaff('sales_manager') }) };
}
const asked = (requests: Request[]) => new URL(requests.at(-1)?.url ?? 'http://none').searchParams;
const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

test('the list is asked for by what the address says, and has no accessibility fault', async () => {
  const { requests, container } = open(
    '/admin/orders?status=paid,refunded&total_min=500&sort=-total&foreign=1',
  );
  expect(await screen.findByRole('link', { name: 'C-100' })).toHaveAttribute(
    'href',
    '/admin/orders/o0',
  );
  expect(Object.fromEntries(asked(requests))).toEqual({
    limit: '100',
    status: 'paid,refunded',
    total_min: '500',
    sort: '-total',
  });
  expect(screen.getByText('6 in this list')).toBeVisible();
  expect(screen.getByText('Status: Paid, Refunded')).toBeVisible();
  expect(screen.getByText('Total: from 5.00')).toBeVisible();
  expect(screen.getByRole('columnheader', { name: 'Total' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  expect(screen.getByRole('grid', { name: 'Orders' })).toHaveAttribute('aria-rowcount', '7');
  expect(await axe(container)).toHaveNoViolations();
});

test('a head sorts one way, then the other, in the address', async () => {
  const { user, place } = open();
  await screen.findByRole('link', { name: 'C-100' });
  const head = within(screen.getByRole('grid'));
  await user.click(head.getByRole('button', { name: 'Total' }));
  expect(place.current).toBe('/admin/orders?sort=-total');
  await user.click(head.getByRole('button', { name: 'Total' }));
  expect(place.current).toBe('/admin/orders?sort=total');
  await user.click(screen.getByRole('button', { name: 'Order' }));
  expect(place.current).toBe('/admin/orders?sort=number');
});

test('filters go into the address and can be taken away again', async () => {
  const { user, place } = open();
  await screen.findByRole('link', { name: 'C-100' });
  await user.type(screen.getByRole('searchbox', { name: 'Search orders' }), 'queen{Enter}');
  expect(place.current).toBe('/admin/orders?q=queen');
  await user.click(screen.getByRole('button', { name: 'Status' }));
  await user.click(screen.getByRole('checkbox', { name: 'Paid' }));
  expect(place.current).toBe('/admin/orders?q=queen&status=paid');
  await user.click(within(screen.getByRole('search')).getByRole('button', { name: 'Total' }));
  await user.type(screen.getByRole('textbox', { name: 'Up to' }), 'much');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Write sums like 12.50');
  await user.clear(screen.getByRole('textbox', { name: 'Up to' }));
  await user.type(screen.getByRole('textbox', { name: 'Up to' }), '12,5');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(place.current).toBe('/admin/orders?q=queen&status=paid&total_max=1250');
  await user.click(screen.getByRole('button', { name: 'Take away Status' }));
  expect(place.current).toBe('/admin/orders?q=queen&total_max=1250');
  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  expect(place.current).toBe('/admin/orders');
  expect(screen.getByRole('searchbox', { name: 'Search orders' })).toHaveValue('');
});

test('by keyboard: rows are walked, chosen, and opened', async () => {
  const { user, place } = open();
  await screen.findByRole('link', { name: 'C-100' });
  row('C-100').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(row('C-102')).toHaveFocus();
  await user.keyboard(' ');
  expect(row('C-102')).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(screen.getByText('3 orders chosen')).toBeVisible();
  await user.keyboard('{Home}');
  expect(row('C-100')).toHaveFocus();
  await user.keyboard('{Control>}a{/Control}');
  expect(screen.getByText('6 orders chosen')).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'With the chosen rows' })).not.toBeInTheDocument();
  await user.keyboard('{End}{Enter}');
  expect(place.current).toBe('/admin/orders/o5');
});

test('boxes choose one row, a range with Shift, and all; another filter forgets them', async () => {
  const { user } = open();
  await screen.findByRole('link', { name: 'C-100' });
  await user.click(screen.getByRole('checkbox', { name: 'Select C-101' }));
  await user.keyboard('{Shift>}');
  await user.click(screen.getByRole('checkbox', { name: 'Select C-104' }));
  await user.keyboard('{/Shift}');
  expect(screen.getByText('4 orders chosen')).toBeVisible();
  await user.click(screen.getByRole('checkbox', { name: 'Select C-102' }));
  expect(screen.getByText('3 orders chosen')).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Search orders' }), 'x{Enter}');
  expect(screen.queryByText(/chosen/)).not.toBeInTheDocument();
});

test('when all that are loaded are chosen, all that match are offered', async () => {
  const { user } = open('/admin/orders', true);
  await screen.findByRole('link', { name: 'C-100' });
  await user.click(screen.getByRole('checkbox', { name: 'Select all that are loaded' }));
  await user.click(screen.getByRole('button', { name: 'Choose all 412 that match' }));
  expect(screen.getByText('All 412 orders that match')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Choose none' }));
  expect(screen.queryByText(/orders that match$/)).not.toBeInTheDocument();
});

test('columns are chosen and remembered by this browser', async () => {
  const first = open();
  await screen.findByRole('link', { name: 'C-100' });
  expect(screen.queryByRole('columnheader', { name: 'Note' })).not.toBeInTheDocument();
  await first.user.click(screen.getByRole('button', { name: 'Columns' }));
  await first.user.click(screen.getByRole('checkbox', { name: 'Note' }));
  await first.user.click(screen.getByRole('checkbox', { name: 'Country' }));
  first.unmount();
  open();
  await screen.findByRole('link', { name: 'C-100' });
  const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(heads).toEqual(['', 'Order', 'Total', 'Note']);
});

test('nothing found says so, and an error offers another try', async () => {
  open('/admin/orders?q=nothing');
  expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeVisible();
});

test('the totals stand below the columns that they are of', async () => {
  open();
  await screen.findByRole('link', { name: 'C-100' });
  const foot = screen.getByRole('row', { name: /All that match/ });
  expect(within(foot).getByRole('cell', { name: '1485' })).toBeVisible();
});

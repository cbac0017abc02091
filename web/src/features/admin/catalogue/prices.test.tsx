import { screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { Toasts } from '@/ui/Toasts';
import { usd } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import { PricesPanel } from './PricesPanel';
import StockPage from './StockPage';

const manager = { state: asStaff('sales_manager') };

const sale = (id: string, cents: number) => ({
  id,
  kind: 'track',
  item_id: 7,
  title: 'Restless',
  artist_name: 'Accept',
  price: usd(cents),
  regular_price: usd(99),
  starts_at: '2025-12-01T00:00:00Z',
  ends_at: '2025-12-02T00:00:00Z',
  canceled_at: null,
  phase: 'over',
});

test('sales go on page after page, and a sale price is refused in its dialog', async () => {
  const pages: (string | null)[] = [];
  serve({
    'GET /api/v1/admin/sale-prices': (request) => {
      const { searchParams } = new URL(request.url);
      expect(searchParams.get('item_id')).toBe('7');
      pages.push(searchParams.get('cursor'));
      return searchParams.has('cursor')
        ? { body: { items: [sale('s2', 59)], next_cursor: null } }
        : { body: { items: [sale('s1', 49)], next_cursor: 'next' } };
    },
    'GET /api/v1/admin/prices/track/7': { body: { items: [], next_cursor: null } },
    'POST /api/v1/admin/sale-prices': {
      status: 422,
      body: { type: '/problems/validation', title: 'Too much', status: 422 },
    },
  });
  const { user } = renderShop(<PricesPanel kind="track" id={7} regular={usd(99)} isOut />, manager);
  expect(await screen.findByText('$0.49')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show more sales' }));
  expect(await screen.findByText('$0.59')).toBeVisible();
  expect(pages).toEqual([null, 'next']);
  expect(screen.queryByRole('button', { name: 'Show more sales' })).not.toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: 'New sale price' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New sale price' }));
  await user.type(dialog.getByLabelText(/^Price during the sale/), 'little');
  await user.type(dialog.getByLabelText('Ends'), '2026-01-01T10:00');
  await user.click(dialog.getByRole('button', { name: 'Set the sale' }));
  expect(await dialog.findByText('Write a price such as 4.99.')).toBeVisible();
  await user.clear(dialog.getByLabelText(/^Price during the sale/));
  await user.type(dialog.getByLabelText(/^Price during the sale/), '4.99');
  await user.click(dialog.getByRole('button', { name: 'Set the sale' }));
  expect(await dialog.findByText('Too much')).toBeVisible();
});

test('copies whose answer was lost are sent again under the same key', async () => {
  const keys: (string | null)[] = [];
  const stock = { kind: 'album', id: 1, limited: true, on_hand: 3, reserved: 0, available: 3 };
  serve({
    'GET /api/v1/admin/albums/1': { body: { title: 'Balls to the Wall' } },
    'GET /api/v1/admin/inventory/album/1': { body: { ...stock, low_at: 1, sold: 0 } },
    'GET /api/v1/admin/inventory/album/1/moves': { body: { items: [], next_cursor: null } },
    'POST /api/v1/admin/inventory/album/1/moves': (request) => {
      keys.push(request.headers.get('idempotency-key'));
      return keys.length === 1 ? { status: 503, body: {} } : { status: 201, body: stock };
    },
  });
  const { user } = renderShop(
    <>
      <Routes>
        <Route path="/admin/inventory/:kind/:id" element={<StockPage />} />
      </Routes>
      <Toasts />
    </>,
    { ...manager, at: '/admin/inventory/album/1' },
  );
  await user.type(await screen.findByLabelText('Copies'), '5');
  await user.click(screen.getByRole('button', { name: 'Write it down' }));
  await waitFor(() => expect(keys).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: 'Write it down' }));
  expect(await screen.findByText('Written into the ledger.')).toBeVisible();
  expect(keys[0]).toMatch(/^[\w-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

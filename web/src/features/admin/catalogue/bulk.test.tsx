import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Toasts } from '@/ui/Toasts';
import { problem, usd } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';
import BulkPriceDialog from './BulkPriceDialog';
import InventoryPage from './InventoryPage';

const stock = (id: number, on_hand: number) => ({
  kind: 'album',
  id,
  title: `Album ${id}`,
  artist_name: 'Accept',
  limited: true,
  on_hand,
  reserved: 0,
  available: on_hand,
  low_at: 5,
  is_low: false,
  sold: 0,
});
const effect = (sum_before: number, fingerprint: string) => ({
  count: 2,
  changed: 2,
  sum_before,
  sum_after: sum_before + 10,
  fingerprint,
});
const url = '/api/v1/admin/inventory';

test('copies of many are added as shown; what changed meanwhile is shown anew', async () => {
  const stale = problem(409, 'stale-preview', { detail: 'It changed meanwhile.' });
  let tries = 0;
  const requests = serve({
    [`GET ${url}`]: { body: { items: [stock(1, 10), stock(2, 20)] } },
    [`POST ${url}/bulk/preview`]: { body: effect(30, 'first') },
    [`POST ${url}/bulk`]: () => {
      tries += 1;
      if (tries > 1) return { body: effect(31, 'second') };
      return { ...stale, body: { ...(stale.body as object), preview: effect(31, 'second') } };
    },
  });
  const { user, container } = renderShop(
    <>
      <InventoryPage />
      <Toasts />
    </>,
    { at: '/admin/inventory', state: asStaff('sales_manager') },
  );
  await screen.findByText('Album 1');
  await user.click(screen.getByRole('checkbox', { name: 'Select all that are loaded' }));
  await user.click(screen.getByRole('button', { name: 'Change copies' }));
  await user.type(await screen.findByLabelText('Copies of each'), '5');
  await user.click(screen.getByRole('button', { name: 'See what it does' }));
  expect(await screen.findByText(/together from 30 to/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'Change 2 editions' }));
  expect(await screen.findByText(/together from 31 to/)).toBeVisible();
  expect(screen.getByText('It changed meanwhile.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Change 2 editions' }));
  expect(await screen.findByText('2 ledgers written.')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Copies of/ })).toBeNull());
  const sent = requests.filter(({ url: to }) => to.endsWith('/bulk'));
  expect(await Promise.all(sent.map((request) => request.json()))).toEqual([
    {
      items: [
        { kind: 'album', id: 1 },
        { kind: 'album', id: 2 },
      ],
      change: { receive: 5 },
      expected: 'first',
    },
    expect.objectContaining({ expected: 'second' }),
  ]);
});

test('prices are changed by what was previewed; a change of mind is previewed anew', async () => {
  const price = (fingerprint: string) => ({
    count: 1,
    changed: 1,
    sum_before: usd(999),
    sum_after: usd(899),
    examples: [],
    fingerprint,
  });
  const requests = serve({
    'POST /api/v1/admin/prices/bulk/preview': { body: price('seen') },
    'POST /api/v1/admin/prices/bulk': { body: price('seen') },
  });
  const clear = jest.fn();
  const selection = { keys: new Set(['7']), everything: false, clear } as unknown as TableSelection;
  const { user } = renderShop(
    <BulkPriceDialog kind="album" selection={selection} filter={{}} onClose={() => {}} />,
    { at: '/admin/albums', state: asStaff('sales_manager') },
  );
  await user.type(screen.getByLabelText('Per cent'), '-1.5');
  expect(screen.getByText('Write a whole number such as -10.')).toBeVisible();
  await user.clear(screen.getByLabelText('Per cent'));
  await user.type(screen.getByLabelText('Per cent'), '-10');
  await user.click(screen.getByRole('button', { name: 'See what it does' }));
  expect(await screen.findByText(/of 1 album would change/)).toBeVisible();
  await user.selectOptions(screen.getByLabelText('How'), 'Add or take off an amount');
  expect(screen.queryByText(/would change/)).not.toBeInTheDocument();
  await user.clear(screen.getByLabelText('USD'));
  await user.type(screen.getByLabelText('USD'), '-1');
  await user.click(screen.getByRole('button', { name: 'See what it does' }));
  await user.click(await screen.findByRole('button', { name: 'Change 1 price' }));
  await waitFor(() => expect(clear).toHaveBeenCalled());
  expect(await requests.at(-1)?.json()).toEqual({
    kind: 'album',
    selection: { ids: [7] },
    change: { add: -100 },
    expected: 'seen',
  });
});

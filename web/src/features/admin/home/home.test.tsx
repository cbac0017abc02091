import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { AdminHome as Home, NamedSum } from '@/api/generatedAdmin';
import { problem } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import HomePage from './HomePage';
import { dayWords } from './SalesChart';

const sum = (id: string, name: string, net: number, more: Partial<NamedSum> = {}): NamedSum => ({
  id,
  name,
  net,
  units: 10,
  detail: null,
  orders: null,
  previous_net: null,
  cover_url: null,
  ...more,
});

const home: Home = {
  from: '2025-12-01',
  to: '2025-12-31',
  previous: { from: '2025-11-01', to: '2025-11-30' },
  time_zone: 'UTC',
  currency: 'USD',
  own: false,
  interval: 'day',
  cards: [
    {
      key: 'net',
      label: 'Net sales',
      kind: 'money',
      definition: 'What the shop kept.',
      value: 232860,
      previous: 200000,
    },
    {
      key: 'orders',
      label: 'Orders',
      kind: 'count',
      definition: 'Paid.',
      value: 412,
      previous: 412,
    },
    {
      key: 'average_order',
      label: 'Average order',
      kind: 'money',
      definition: 'Divided.',
      value: null,
      previous: null,
    },
  ],
  series: [
    {
      from: '2025-12-01',
      label: '2025-12-01',
      orders: 3,
      net: 1500,
      refunds: 0,
      previous_label: '2025-11-01',
      previous_orders: 1,
      previous_net: 500,
    },
  ],
  top: {
    tracks: [sum('7', 'The Trooper', 4158, { detail: 'Iron Maiden' })],
    albums: [sum('4', 'Let There Be Rock', 990, { detail: 'AC/DC' })],
    artists: [],
    genres: [],
  },
  countries: ['US', 'CA', 'FR', 'BR', 'DE', 'GB', 'CZ'].map((code, n) =>
    sum(code, code, 9000 - n, { orders: 9 }),
  ),
  agents: [sum('3', 'Jane Peacock', 83304, { orders: 146 })],
  attention: [
    {
      key: 'failed_mail',
      label: 'Mails that could not be sent',
      count: 2,
      since: null,
      advice: 'Check the address.',
    },
    {
      key: 'failed_refunds',
      label: 'Refunds that failed',
      count: 1,
      since: null,
      advice: 'Try again.',
    },
  ],
};

const open = (answer: Home, at = '/admin') => {
  const requests = serve({ 'GET /api/v1/admin/home': { body: answer } });
  return { requests, ...renderShop(<HomePage />, { at, state: asStaff('general_manager') }) };
};

test('the figures stand against the period before, with what waits for somebody', async () => {
  const { container } = open(home);
  expect(await screen.findByText('$2,328.60')).toBeVisible();
  const figures = screen.getByRole('region', { name: 'Figures' });
  expect(figures).toHaveTextContent('16.4%');
  expect(figures).toHaveTextContent('before $2,000.00');
  expect(within(figures).getByText('—')).toBeVisible();
  expect(screen.getByText('Mails that could not be sent')).toBeVisible();
  expect(screen.getByRole('link', { name: /Refunds that failed/ })).toHaveAttribute(
    'href',
    '/admin/orders?refund=failed',
  );
  expect(screen.getByText(/Compared with Nov 1, 2025 – Nov 30, 2025/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
});

test('the chart has its values in a table, of sales or of orders', async () => {
  const { user } = open(home);
  const table = await screen.findByRole('table', { name: 'Net sales by day' });
  expect(
    within(table).getByRole('row', { name: 'Monday, December 1, 2025 $15.00 $5.00' }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Orders' }));
  expect(screen.getByRole('table', { name: 'Orders by day' })).toHaveTextContent(/2025 *3 *1/);
});

test('days, comparison and interval are asked for as the address says', async () => {
  const { requests, user, place } = open(home, '/admin?from=2025-01-01&to=2025-12-31&compare=year');
  await screen.findByText('$2,328.60');
  const asked = () => Object.fromEntries(new URL(requests.at(-1)?.url ?? '').searchParams);
  expect(asked()).toEqual({ from: '2025-01-01', to: '2025-12-31', compare: 'year' });
  await user.click(screen.getByRole('radio', { name: 'Month' }));
  await waitFor(() => expect(asked().interval).toBe('month'));
  expect(place.current).toContain('interval=month');
});

test('best sellers are chosen among tracks, albums, artists and genres', async () => {
  const { user } = open(home);
  const albums = await screen.findByRole('list', { name: 'Best-selling albums' });
  expect(albums).toHaveTextContent('Let There Be Rock · AC/DC · 10 sold$9.90');
  await user.click(screen.getByRole('radio', { name: 'Tracks' }));
  expect(screen.getByRole('list', { name: 'Best-selling tracks' })).toHaveTextContent(
    'The Trooper',
  );
  expect(screen.getByRole('list', { name: 'Net sales by country' })).toHaveTextContent(
    'United States · 9 orders$90.00',
  );
  expect(screen.getByText('and 2 other countries')).toBeVisible();
});

test('IT sees what needs attention, and no money', async () => {
  open({ ...home, cards: [], series: [], countries: [], agents: [], attention: [] });
  expect(await screen.findByText('Nothing waits for you.')).toBeVisible();
  expect(screen.queryByText('By country')).not.toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Figures' })).not.toBeInTheDocument();
});

test('what went wrong is said, with another try', async () => {
  serve({
    'GET /api/v1/admin/home': problem(503, 'unavailable', { detail: 'The books are shut.' }),
  });
  renderShop(<HomePage />, { at: '/admin', state: asStaff('general_manager') });
  expect(await screen.findByText('The books are shut.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('points are named by their interval', () => {
  expect(dayWords('2025-12-29', 'week')).toEqual({
    short: 'Dec 29',
    long: 'Week of December 29, 2025',
  });
  expect(dayWords('2025-12-01', 'month')).toEqual({ short: 'Dec 2025', long: 'December 2025' });
  expect(dayWords('2025-01-01', 'year').short).toBe('2025');
});

import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import type { ReportColumn, ReportTable } from '@/api/generatedAdmin';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import ReportPage from './ReportPage';
import ReportsPage from './ReportsPage';
import { cellText, rowLink } from './words';

const column = (
  key: string,
  label: string,
  kind: ReportColumn['kind'],
  definition = '',
): ReportColumn => ({ key, label, kind, definition });

const info = (report: 'countries' | 'sales' | 'royalties', title: string) => ({
  report,
  title,
  description: `${title}, described.`,
  by_time: true,
  by_country: report === 'sales',
  by_agent: false,
});
const reports = {
  items: [
    info('sales', 'Sales over time'),
    info('countries', 'Sales by country'),
    info('royalties', 'Artist royalties'),
  ],
};

const countries: ReportTable = {
  report: 'countries',
  title: 'Sales by country',
  description: '',
  from: '2021-01-01',
  to: '2025-12-31',
  previous: { from: '2016-01-01', to: '2020-12-31' },
  interval: null,
  time_zone: 'UTC',
  currency: 'USD',
  drawing: 'bars',
  drawn: 'net',
  columns: [
    column('country', 'Country', 'text'),
    column('orders', 'Orders', 'count', 'Orders that were paid in the period.'),
    column('net', 'Net sales', 'money', 'What the shop kept.'),
    column('share', 'Share', 'percent', 'Of the net sales of all rows.'),
  ],
  rows: [
    { id: 'US', cells: ['US', 91, 52306, 2246], previous: ['US', 0, 1000, null] },
    { id: 'CA', cells: ['CA', 56, 30396, 1305], previous: null },
    { id: 'other', cells: ['Other', 105, 60430, 2595], previous: null },
  ],
  totals: ['Total', 412, 232860, 10000],
  previous_totals: ['Total', 0, 1000, 10000],
  more: true,
};

function open(at: string, table: ReportTable = countries) {
  const requests = serve({
    'GET /api/v1/admin/reports': { body: reports },
    [`GET /api/v1/admin/reports/${table.report}`]: { body: table },
    'GET /api/v1/admin/royalty-rates': {
      body: { items: [{ artist_id: null, artist: null, rate_bp: 7000 }] },
    },
    'PUT /api/v1/admin/royalty-rates': { body: { items: [] } },
  });
  const view = renderShop(
    <Routes>
      <Route path="/admin/reports" element={<ReportsPage />} />
      <Route path="/admin/reports/:report" element={<ReportPage />} />
    </Routes>,
    { at, state: asStaff('sales_manager') },
  );
  return { ...view, requests };
}

const asked = (requests: { url: string }[]) =>
  new URL(requests.findLast(({ url }) => url.includes('/reports/'))?.url ?? 'http://none/')
    .searchParams;

test('cells are written with their unit, countries by their name', () => {
  const of = (kind: ReportColumn['kind'], cell: number | string | null, key = 'x') =>
    cellText(column(key, '', kind), cell, 'USD');
  expect(of('money', 232860)).toBe('$2,328.60');
  expect(of('money', 0)).toBe('$0.00');
  expect(of('percent', 2246)).toBe('22.5%');
  expect(of('count', 2240)).toBe('2,240');
  expect(of('text', 'US', 'country')).toBe('United States');
  expect(of('text', 'Other', 'country')).toBe('Other');
  expect(of('money', null)).toBe('');
});

test('rows lead to what they are about, where there is such a thing', () => {
  expect(rowLink('artists', '90')).toBe('/admin/artists/90');
  expect(rowLink('artists', '0')).toBeNull();
  expect(rowLink('countries', 'US')).toBeNull();
});

test('the reports are listed by what they are about', async () => {
  const { container } = open('/admin/reports');
  const money = await screen.findByRole('region', { name: 'Money' });
  expect(within(money).getByRole('link', { name: 'Artist royalties' })).toHaveAttribute(
    'href',
    '/admin/reports/royalties',
  );
  expect(await axe(container)).toHaveNoViolations();
});

test('a report shows its rows, what was before, its totals and what is measured', async () => {
  const { container } = open('/admin/reports/countries?from=2021-01-01&to=2025-12-31');
  const table = await screen.findByRole('table');
  const usa = within(table).getByRole('row', { name: /United States/ });
  expect(usa).toHaveTextContent('$523.06');
  expect(usa).toHaveTextContent('before $10.00');
  expect(within(table).getByRole('row', { name: /^Total/ })).toHaveTextContent('$2,328.60');
  expect(screen.getByText(/There are more rows/)).toBeInTheDocument();
  expect(screen.getByText(/compared with/)).toHaveTextContent('Days begin and end in UTC');
  expect(screen.getByRole('list', { name: 'Net sales, the largest' })).toHaveTextContent('Canada');
  expect(screen.getByText('Of the net sales of all rows.')).toBeInTheDocument();
  expect(await axe(container)).toHaveNoViolations();
});

test('what is asked stands in the address and reaches the service', async () => {
  const { user, requests, place } = open('/admin/reports/countries?from=2021-01-01&to=2025-12-31');
  await screen.findByRole('table');
  expect(asked(requests).get('from')).toBe('2021-01-01');
  await user.click(screen.getByRole('checkbox', { name: /Other/ }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Compared with' }), 'year');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Most' }), '-units');
  await screen.findByRole('table');
  expect(Object.fromEntries(asked(requests))).toEqual({
    from: '2021-01-01',
    to: '2025-12-31',
    compare: 'year',
    sort: '-units',
    group_small: 'true',
  });
  expect(place.current).toContain('group_small=true');
});

test('a report that is not there says so, and nothing is asked', () => {
  const { requests } = open('/admin/reports/nonsense');
  expect(screen.getByRole('heading', { name: 'There is no such report' })).toBeInTheDocument();
  expect(requests).toHaveLength(0);
});

test('a rate is checked before it is set', async () => {
  const royalties: ReportTable = { ...countries, report: 'royalties', title: 'Artist royalties' };
  const { user, requests } = open('/admin/reports/royalties', royalties);
  await user.click(await screen.findByRole('button', { name: /Change the rate/ }));
  const rate = screen.getByRole('textbox', { name: 'Rate in percent' });
  expect(rate).toHaveValue('70.00');
  await user.clear(rate);
  await user.type(rate, '120');
  await user.click(screen.getByRole('button', { name: 'Set the rate' }));
  expect(await screen.findAllByText(/from 0 to 100/)).not.toHaveLength(0);
  await user.clear(rate);
  await user.type(rate, '12.5');
  await user.click(screen.getByRole('button', { name: 'Set the rate' }));
  await screen.findByRole('button', { name: /Give an artist/ });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put).toBeDefined();
});

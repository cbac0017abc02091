import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { Role } from '@/api/generated';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import OrdersPage from './OrdersPage';

const spring = { id: 'p1', name: 'Spring', code: 'SPRING' };
const gift = { id: 'p2', name: 'Three for two', code: null };

function open(role: Role, at: string) {
  const requests = serve({
    'GET /api/v1/admin/orders': { body: { items: [], next_cursor: null } },
    'GET /api/v1/admin/orders/totals': (request) => {
      asked = Object.fromEntries(new URL(request.url).searchParams);
      return { status: 404, body: {} };
    },
    'GET /api/v1/admin/agents': { body: [] },
    'GET /api/v1/admin/views': { body: [] },
    'GET /api/v1/admin/promotions/p1': { body: { promotion: spring } },
    'GET /api/v1/admin/promotions': (request) => {
      const q = new URL(request.url).searchParams.get('q');
      return { body: { items: q === 'three' ? [gift] : [spring, gift], next_cursor: null } };
    },
  });
  let asked: Record<string, string> = {};
  return {
    requests,
    asked: () => asked,
    ...renderShop(<OrdersPage />, { at, state: asStaff(role) }),
  };
}
const paths = (requests: Request[]) => requests.map(({ url }) => new URL(url).pathname);

test('a promotion is found by its name, and its orders are asked for', async () => {
  const { user, place, asked, container } = open(
    'sales_manager',
    '/admin/orders?refund=failed&promotion=p1',
  );
  expect(await screen.findByText('Promotion: Spring')).toBeVisible();
  expect(screen.getByText('Refund: The last one failed')).toBeVisible();
  await waitFor(() => expect(asked()).toEqual({ refund: 'failed', promotion: 'p1' }));
  await user.click(screen.getByRole('button', { name: 'Promotion: Spring' }));
  await user.type(await screen.findByRole('searchbox', { name: 'Search: Promotion' }), 'three');
  await waitFor(() =>
    expect(screen.queryByRole('button', { name: /SPRING/ })).not.toBeInTheDocument(),
  );
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'Three for two' }));
  expect(place.current).toBe('/admin/orders?refund=failed&promotion=p2');
});

test('who may not read promotions sees a promotion’s filter only where a link brought it', async () => {
  const { user, place, requests, asked } = open('support_agent', '/admin/orders?promotion=p1');
  expect(await screen.findByText('Promotion: one of them')).toBeVisible();
  await waitFor(() => expect(asked()).toEqual({ promotion: 'p1' }));
  await user.click(screen.getByRole('button', { name: 'Take away Promotion' }));
  expect(place.current).toBe('/admin/orders');
  expect(screen.queryByText(/^Promotion/)).not.toBeInTheDocument();
  expect(paths(requests).filter((path) => path.includes('/promotions'))).toEqual([]);
});

import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { luis } from '../../../tests/people';
import { asStaff } from '../../../tests/staff';
import { renderShop } from '../../../tests/render';
import AdminArea from '@/app/AdminArea';
import { AdminFrame } from './AdminFrame';
import { areas, menuFor } from './menu';
import { adminPages } from './routes';
import { Forbidden } from './Refusals';
import { Route, Routes } from 'react-router';

const area = (
  <Routes>
    <Route path="/admin/*" element={<AdminArea />} />
    <Route path="*" element={<p>elsewhere</p>} />
  </Routes>
);

test('a visitor signs in first and comes back to the same page', async () => {
  const { place } = renderShop(area, { at: '/admin/orders?status=paid' });
  await screen.findByText('elsewhere');
  expect(place.current).toBe('/sign-in?next=%2Fadmin%2Forders%3Fstatus%3Dpaid');
});

test('a customer is told that these pages are for staff, and sees no menu', async () => {
  const auth = {
    status: 'signed_in' as const,
    account: luis,
    accessToken: 't',
    expiresAt: Date.now() + 900_000,
  };
  renderShop(area, { at: '/admin', state: { auth } });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'for the shop’s staff',
  );
  expect(screen.queryByRole('navigation', { name: 'Back office' })).not.toBeInTheDocument();
});

test('an address that leads nowhere says so inside the frame', async () => {
  renderShop(area, { at: '/admin/nowhere/at-all', state: asStaff('it') });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('no page');
  expect(screen.getByRole('link', { name: 'Back to the shop' })).toHaveAttribute('href', '/');
});

test('every line of the menu leads to a page, open to the same roles', () => {
  for (const { entries } of areas) {
    for (const { to, roles } of entries) {
      const page = adminPages.find(({ path }) => path === to);
      expect({ to, roles: page?.roles }).toEqual({ to, roles });
    }
  }
});

test('nobody is offered what their role may not open', () => {
  for (const role of ['support_agent', 'it', 'sales_manager'] as const) {
    const offered = menuFor(role).flatMap(({ entries }) => entries);
    expect(offered.filter(({ roles }) => !roles.includes(role))).toEqual([]);
  }
  expect(menuFor(null)).toEqual([]);
});

test('the frame names the role, has no accessibility fault, and folds its menu', async () => {
  const { container, user } = renderShop(
    <AdminFrame>
      <Forbidden roles={['general_manager']} />
    </AdminFrame>,
    { at: '/admin', state: asStaff('support_agent') },
  );
  expect(within(screen.getByRole('banner')).getByText('Support agent')).toBeVisible();
  expect(screen.getByText(/It is open to: General manager/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
  // As on a tablet: jsdom has no wide window.
  await user.click(screen.getByRole('button', { name: 'Unfold the menu' }));
  expect(screen.getByRole('button', { name: 'Fold the menu' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

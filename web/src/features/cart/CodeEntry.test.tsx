import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { Cart } from '@/api/generated';
import { asLuis, cartOf, problem, trackItem, usd } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { CartTotals } from './CartTotals';
import { CodeEntry } from './CodeEntry';

const card = {
  id: '0190a000-0000-7000-8000-0000000000e1',
  last_four: '8HDA',
  initial: usd(2500),
  balance: usd(1200),
  expires_at: null,
  problem: null,
};

function show(cart: Cart, handlers: Parameters<typeof serve>[0] = {}) {
  const requests = serve({ 'GET /api/v1/gift-cards': { body: { items: [card] } }, ...handlers });
  const page = (
    <main>
      <CodeEntry cart={cart} />
      <CartTotals totals={cart} />
    </main>
  );
  return { requests, ...renderShop(page, { state: asLuis }) };
}

test('a code that is not known says so beside the field, which keeps the focus', async () => {
  const { user, container } = show(cartOf(trackItem(7)), {
    'PUT /api/v1/cart/code': problem(404, 'unknown-code', { detail: 'There is no such code.' }),
  });
  const field = screen.getByLabelText('Promotion code or gift card');
  await user.type(field, 'nothing');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such code.');
  expect(field).toHaveFocus();
  expect(field).toBeInvalid();
  expect(await axe(container)).toHaveNoViolations();
});

test('what was entered is listed with what is wrong with it, and can be taken out', async () => {
  const code = { code: 'SUMMER', name: 'Summer', problem: 'Add music for $2.00 more.' };
  const { user, requests } = show(
    { ...cartOf(trackItem(7)), code },
    {
      'DELETE /api/v1/cart/code': { body: cartOf(trackItem(7)) },
    },
  );
  const entered = screen.getByRole('list', { name: 'Entered codes' });
  expect(within(entered).getByText('Add music for $2.00 more.')).toBeVisible();
  await user.click(within(entered).getByRole('button', { name: 'Remove SUMMER' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
});

test('a card entered before is offered without its code; a chosen one shows what is left to pay', async () => {
  const { user, requests } = show(cartOf(trackItem(7)), {
    'PUT /api/v1/cart/gift-card': { body: cartOf(trackItem(7)) },
  });
  await user.click(await screen.findByRole('button', { name: 'Use gift card 8HDA ($12.00)' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
});

test('the sums name each discount and what the gift card pays', () => {
  show({
    ...cartOf(trackItem(7)),
    subtotal: usd(990),
    discount: usd(150),
    discounts: [{ name: 'Summer', code: 'SUMMER', amount: usd(51) }],
    total: usd(840),
    gift_card: { id: card.id, last_four: '8HDA', balance: usd(1200), amount: usd(840) },
    to_pay: usd(0),
  });
  const sum = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling;
  expect(sum('Album discount')).toHaveTextContent('−$0.99');
  expect(sum('Summer (SUMMER)')).toHaveTextContent('−$0.51');
  expect(sum('Gift card ending 8HDA')).toHaveTextContent('−$8.40');
  expect(sum('To pay')).toHaveTextContent('$0.00');
});

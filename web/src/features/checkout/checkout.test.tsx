import { act, screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import type { Cart, Order } from '@/api/generated';
import { leaveTo } from '@/lib/leave';
import { Toasts } from '@/ui/Toasts';
import {
  address,
  asLuis,
  cartOf,
  order,
  problem,
  profile,
  trackItem,
  usd,
} from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import CheckoutPage from './CheckoutPage';
import ReturnPage from './ReturnPage';

jest.mock('@/lib/leave');
beforeEach(() => jest.mocked(leaveTo).mockClear());

const pages = (
  <main>
    <Routes>
      <Route path="/checkout" element={<CheckoutPage />} />
      <Route path="/checkout/return" element={<ReturnPage />} />
      <Route path="*" element="elsewhere" />
    </Routes>
    <Toasts />
  </main>
);
const cart = cartOf(trackItem(7));
const pending: Order = {
  ...order,
  status: 'pending_payment',
  paid_at: null,
  invoice_number: null,
  lines: order.lines.map((line) => ({ ...line, downloadable: false })),
};
const lost = () => Promise.reject(new TypeError('connection reset'));
const owned = { body: { track_ids: [], album_ids: [] } };

type Handlers = Parameters<typeof serve>[0];
function checkout(handlers: Handlers = {}, kept: Cart = cart) {
  const requests = serve({
    'GET /api/v1/cart': { body: kept },
    'GET /api/v1/customers/me': { body: profile },
    'GET /api/v1/gift-cards': { body: { items: [] } },
    'GET /api/v1/customers/me/addresses': { body: { items: [address] } },
    'GET /api/v1/customers/me/owned': owned,
    'POST /api/v1/orders': { status: 201, body: pending },
    [`POST /api/v1/orders/${order.id}/pay`]: { body: { redirect_url: '/pay/x' } },
    ...handlers,
  });
  const keys = (path: string) =>
    requests
      .filter(({ method, url }) => method === 'POST' && new URL(url).pathname === path)
      .map((request) => request.headers.get('idempotency-key'));
  return { ...renderShop(pages, { at: '/checkout', state: asLuis }), requests, keys };
}
const payButton = () => screen.findByRole('button', { name: /^Pay/ });

describe('the checkout', () => {
  test('sends the shown total and the prefilled address, and leaves for the payment page', async () => {
    const { user, requests, container } = checkout();
    expect(await screen.findByLabelText('Full name')).toHaveValue('Luís Gonçalves');
    expect(screen.getByLabelText('Country')).toHaveDisplayValue('Brazil');
    expect(await axe(container)).toHaveNoViolations();
    await user.click(await payButton());
    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith('/pay/x'));
    const posted = requests.find(({ url }) => url.endsWith('/orders'));
    const { id: _, is_default: __, ...billing } = address;
    expect(await posted?.json()).toEqual({
      expected_total: usd(99),
      expected_to_pay: usd(99),
      billing,
    });
    expect(sessionStorage).toHaveLength(0); // both attempts were answered
  });

  test('a lost answer is asked for again with the same key', async () => {
    let calls = 0;
    const { user, keys } = checkout({
      'POST /api/v1/orders': () => (++calls === 1 ? lost() : { status: 201, body: pending }),
    });
    await user.click(await payButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(/the order is placed once/);
    await user.click(await payButton());
    await waitFor(() => expect(leaveTo).toHaveBeenCalled());
    const [first, second] = keys('/api/v1/orders');
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
  });

  test('another address is another order, with another key', async () => {
    const { user, keys } = checkout({ 'POST /api/v1/orders': lost });
    await user.click(await payButton());
    await screen.findByRole('alert');
    await user.type(screen.getByLabelText('City'), '!');
    await user.click(await payButton());
    await waitFor(() => expect(keys('/api/v1/orders')).toHaveLength(2));
    expect(new Set(keys('/api/v1/orders')).size).toBe(2);
  });

  test('a reload after a lost answer finds the order, though the cart is empty by then', async () => {
    const first = checkout({ 'POST /api/v1/orders': lost });
    await first.user.click(await payButton());
    await screen.findByRole('alert');
    first.unmount();
    const { user, keys } = checkout({}, cartOf());
    await user.click(await screen.findByRole('button', { name: 'Find my order' }));
    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith('/pay/x'));
    expect(keys('/api/v1/orders')).toEqual(first.keys('/api/v1/orders'));
  });

  test('a changed price is explained and has to be confirmed', async () => {
    let now = cart;
    const dearer = cartOf(trackItem(7, { price: usd(149), list_price: usd(149) }));
    const { user, requests, keys } = checkout({
      'GET /api/v1/cart': () => ({ body: now }),
      'POST /api/v1/orders': async (request) => {
        const { expected_total } = (await request.json()) as { expected_total: { amount: number } };
        if (expected_total.amount === 149) return { status: 201, body: pending };
        now = dearer;
        const extras = { expected_total: usd(99), actual_total: usd(149) };
        return problem(409, 'price-changed', extras);
      },
    });
    await user.click(await payButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /total has changed from \$0\.99 to \$1\.49/,
    );
    expect(leaveTo).not.toHaveBeenCalled();
    await user.click(await screen.findByRole('button', { name: 'Pay $1.49' }));
    await waitFor(() => expect(leaveTo).toHaveBeenCalled());
    expect(new Set(keys('/api/v1/orders')).size).toBe(2);
    expect(requests.filter(({ url }) => url.endsWith('/pay'))).toHaveLength(1);
  });

  test('what is missing in the address is said at its field', async () => {
    const { user, requests } = checkout({
      'GET /api/v1/customers/me/addresses': { body: { items: [] } },
    });
    expect(await screen.findByLabelText('Full name')).toHaveValue('Luís Gonçalves');
    await user.click(await payButton());
    const summary = await screen.findByRole('alert');
    expect(summary).toHaveFocus();
    expect(summary).toHaveTextContent('Enter the street and number.');
    expect(screen.getByLabelText('City')).toBeInvalid();
    expect(requests.some(({ url }) => url.endsWith('/orders'))).toBe(false);
  });

  test('the service’s word about a field of the billing address arrives at the field', async () => {
    const errors = [{ field: 'billing.postal_code', message: 'This is no Brazilian postal code.' }];
    const { user } = checkout({ 'POST /api/v1/orders': problem(422, 'validation', { errors }) });
    await user.click(await payButton());
    expect(await screen.findByRole('alert')).toHaveTextContent('no Brazilian postal code');
    expect(screen.getByLabelText(/Postal code/)).toBeInvalid();
  });

  test('what costs nothing is there at once, without the payment page', async () => {
    const free = cartOf(trackItem(7, { price: usd(0), list_price: usd(0) }));
    const { user, place } = checkout(
      {
        'POST /api/v1/orders': { status: 201, body: order },
        [`POST /api/v1/orders/${order.id}/settle`]: { body: order },
      },
      free,
    );
    await user.click(await screen.findByRole('button', { name: 'Get it for free' }));
    await waitFor(() => expect(place.current).toBe(`/checkout/return?order=${order.id}`));
    expect(leaveTo).not.toHaveBeenCalled();
  });

  test('an empty cart leads back to the music', async () => {
    const { container } = checkout({}, cartOf());
    expect(await screen.findByRole('link', { name: 'Find music' })).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('coming back from the payment page', () => {
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => jest.useRealTimers());

  function comeBack(answers: (Order | null)[], query = '') {
    const left = [...answers];
    const requests = serve({
      'GET /api/v1/customers/me/owned': owned,
      [`POST /api/v1/orders/${order.id}/settle`]: () => {
        const next = left.length > 1 ? left.shift() : left[0];
        return next ? { body: next } : lost();
      },
      [`POST /api/v1/orders/${order.id}/pay`]: { body: { redirect_url: '/pay/again' } },
    });
    const settles = () => requests.filter(({ url }) => url.endsWith('/settle')).length;
    const at = `/checkout/return?order=${order.id}${query}`;
    return { ...renderShop(pages, { at, state: asLuis }), requests, settles };
  }

  test('asks until the payment is settled, then hands over the music', async () => {
    const processing: Order = { ...pending, status: 'processing' };
    const { settles, container } = comeBack([processing, processing, order]);
    expect(await screen.findByText(/Your bank is still working/)).toBeVisible();
    expect(settles()).toBe(1);
    await act(() => jest.advanceTimersByTimeAsync(1600));
    expect(settles()).toBe(2);
    await act(() => jest.advanceTimersByTimeAsync(3000));
    expect(await screen.findByRole('heading', { name: 'Thank you. It is yours.' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Play now' })).toBeVisible();
    expect(screen.getByRole('button', { name: /Download everything/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Go to your library' })).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(settles()).toBe(3); // settled is settled
    jest.useRealTimers();
    expect(await axe(container)).toHaveNoViolations();
  });

  test('a declined card says why and can be tried again', async () => {
    const declined = { ...pending, last_payment_problem: 'Your card was declined.' };
    const { user, requests, settles } = comeBack([declined]);
    expect(await screen.findByText('Your card was declined.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith('/pay/again'));
    expect(requests.at(-1)?.headers.get('idempotency-key')).toBeTruthy();
    expect(settles()).toBe(1);
  });

  test('who left the payment page is not kept waiting', async () => {
    const { settles } = comeBack([pending], '&canceled=1');
    expect(await screen.findByText(/You left the payment page/)).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(30_000));
    expect(settles()).toBe(1);
  });

  test('a broken connection does not end the waiting', async () => {
    const processing: Order = { ...pending, status: 'processing' };
    comeBack([processing, null, order]);
    await screen.findByText(/Your bank is still working/);
    await act(() => jest.advanceTimersByTimeAsync(1600));
    await act(() => jest.advanceTimersByTimeAsync(4000));
    expect(await screen.findByRole('heading', { name: 'Thank you. It is yours.' })).toBeVisible();
  });

  test('a payment that stays open ends in advice, not in a second payment', async () => {
    comeBack([{ ...pending, status: 'processing' }]);
    await screen.findByText(/Your bank is still working/);
    await act(() => jest.advanceTimersByTimeAsync(130_000));
    expect(screen.getByText(/Do not pay again/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test('somebody else’s order is not found', async () => {
    serve({});
    renderShop(pages, { at: '/checkout/return?order=nobody', state: asLuis });
    expect(await screen.findByText('There is no such order here')).toBeVisible();
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Toasts } from '@/ui/Toasts';
import { albumItem, asLuis, cartOf, problem, trackItem, usd } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { BuyButton } from './BuyButton';
import { CartButton } from './CartButton';
import { CartDrawer } from './CartDrawer';
import { cartOpened, persistCart } from './cartSlice';

const shop = (
  <main>
    <BuyButton kind="track" id={7} title="Go Down" price={usd(99)} />
    <CartButton />
    <Toasts />
    <CartDrawer />
  </main>
);
const visitorCart = (...items: { kind: 'track' | 'album'; id: number }[]) => ({
  cart: { items, open: false, merging: false },
});

async function openCart(user: ReturnType<typeof renderShop>['user']) {
  await user.click(screen.getByRole('button', { name: /^Cart/ }));
  return screen.findByRole('dialog', { name: 'Your cart' });
}

test('a visitor’s cart is kept in the browser and priced by the service', async () => {
  const requests = serve({
    'POST /api/v1/cart/quote': { body: cartOf(trackItem(7), albumItem(4)) },
  });
  const { user, store } = renderShop(shop, { state: visitorCart({ kind: 'album', id: 4 }) });
  persistCart(store);
  await user.click(screen.getByRole('button', { name: /buy Go Down/ }));
  expect(screen.getByRole('button', { name: 'Cart, 2 items' })).toBeVisible();
  expect(JSON.parse(localStorage.getItem('chinook.cart') ?? '')).toHaveLength(2);
  const cart = await openCart(user);
  expect(await within(cart).findByText('$9.90', { selector: 'dd' })).toBeVisible();
  expect(within(cart).getByText('−$0.99')).toBeVisible(); // the album's discount
  expect(requests.every(({ url }) => !url.endsWith('/cart/items'))).toBe(true);
});

test('items that are not charged say why', async () => {
  serve({
    'POST /api/v1/cart/quote': {
      body: cartOf(
        trackItem(1, { notice: 'already_owned' }),
        trackItem(2, { notice: 'in_album' }),
        trackItem(3, { notice: 'withdrawn' }),
        albumItem(4),
      ),
    },
  });
  const items = [1, 2, 3].map((id) => ({ kind: 'track' as const, id }));
  const { user, container } = renderShop(shop, {
    state: visitorCart(...items, { kind: 'album', id: 4 }),
  });
  const cart = await openCart(user);
  expect(await within(cart).findByText(/You own this already/)).toBeVisible();
  expect(within(cart).getByText(/Included in the album/)).toBeVisible();
  expect(within(cart).getByText(/No longer for sale/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
});

test('an empty cart shows the way to the music', async () => {
  serve({});
  const { user } = renderShop(shop);
  const cart = await openCart(user);
  expect(within(cart).getByRole('link', { name: 'See what others love' })).toBeVisible();
  expect(within(cart).queryByRole('link', { name: 'Go to checkout' })).toBeNull();
});

test('what was removed can be brought back from inside the drawer, and the focus stays there', async () => {
  serve({ 'POST /api/v1/cart/quote': { body: cartOf(trackItem(7), trackItem(8)) } });
  const { user, store } = renderShop(shop, {
    state: visitorCart({ kind: 'track', id: 7 }, { kind: 'track', id: 8 }),
  });
  const cart = await openCart(user);
  await user.click(await within(cart).findByRole('button', { name: 'Remove Track 7' }));
  expect(store.getState().cart.items).toEqual([{ kind: 'track', id: 8 }]);
  expect(within(cart).queryByRole('button', { name: 'Remove Track 7' })).toBeNull();
  expect(within(cart).getByRole('list', { name: 'In your cart' })).toHaveFocus();
  await user.click(within(cart).getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(store.getState().cart.items).toHaveLength(2));
});

test('another tab’s change arrives in this one', () => {
  serve({});
  const { store } = renderShop(shop);
  persistCart(store);
  localStorage.setItem('chinook.cart', JSON.stringify([{ kind: 'track', id: 9 }]));
  act(() => {
    window.dispatchEvent(new StorageEvent('storage', { key: 'chinook.cart' }));
  });
  expect(screen.getByRole('button', { name: 'Cart, 1 item' })).toBeVisible();
});

describe('a customer', () => {
  const empty = { body: cartOf() };
  const owned = { body: { track_ids: [], album_ids: [] } };

  test('adds to the cart of the service', async () => {
    const requests = serve({
      'GET /api/v1/cart': empty,
      'GET /api/v1/customers/me/owned': owned,
      'POST /api/v1/cart/items': { body: cartOf(trackItem(7)) },
    });
    const { user, store } = renderShop(shop, { state: asLuis });
    await user.click(screen.getByRole('button', { name: /buy Go Down/ }));
    expect(await screen.findByRole('button', { name: 'Cart, 1 item' })).toBeVisible();
    const posted = requests.find(({ url }) => url.endsWith('/cart/items'));
    expect(await posted?.json()).toEqual({ kind: 'track', id: 7 });
    expect(store.getState().cart.items).toEqual([]);
  });

  test('is told when the track is owned already', async () => {
    serve({
      'GET /api/v1/cart': empty,
      'GET /api/v1/customers/me/owned': owned,
      'POST /api/v1/cart/items': problem(409, 'already-owned'),
    });
    const { user } = renderShop(shop, { state: asLuis });
    await user.click(screen.getByRole('button', { name: /buy Go Down/ }));
    expect(await screen.findByText(/You own this already/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cart, 0 items' })).toBeVisible();
  });

  test('is led to the album that has the track already', async () => {
    serve({
      'GET /api/v1/cart': empty,
      'GET /api/v1/customers/me/owned': owned,
      'POST /api/v1/cart/items': problem(409, 'already-in-cart', { album_id: 4 }),
    });
    const { user } = renderShop(shop, { state: asLuis });
    await user.click(screen.getByRole('button', { name: /buy Go Down/ }));
    expect(await screen.findByText('The album in your cart has this track already.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Album' })).toHaveAttribute('href', '/albums/4');
  });

  test('sees an item again that the service did not remove', async () => {
    serve({
      'GET /api/v1/cart': { body: cartOf(trackItem(8)) },
      'GET /api/v1/customers/me/owned': owned,
      'DELETE /api/v1/cart/items/track/8': { status: 503, body: {} },
    });
    const { user, store } = renderShop(shop, { state: asLuis });
    act(() => void store.dispatch(cartOpened(true)));
    const cart = await screen.findByRole('dialog', { name: 'Your cart' });
    await user.click(await within(cart).findByRole('button', { name: 'Remove Track 8' }));
    expect((await within(cart).findAllByText(/is still in your cart/))[0]).toBeVisible();
    expect(within(cart).getByRole('button', { name: 'Remove Track 8' })).toBeVisible();
  });

  test('sees what is owned as owned', async () => {
    serve({
      'GET /api/v1/cart': empty,
      'GET /api/v1/customers/me/owned': { body: { track_ids: [7], album_ids: [] } },
    });
    renderShop(shop, { state: asLuis });
    expect(await screen.findByRole('link', { name: /Owned: Go Down/ })).toBeVisible();
  });
});

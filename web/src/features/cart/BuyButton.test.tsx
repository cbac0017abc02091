import { act, screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { signedIn, signedOut } from '@/api/session';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { BuyButton } from './BuyButton';
import { CartButton } from './CartButton';

const price = { amount: 99, currency: 'USD' };
const account = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'luis@example.com',
  kind: 'customer' as const,
  role: null,
  display_name: 'Luís',
  customer_id: 1,
};

function show() {
  return renderShop(
    <>
      <CartButton />
      <BuyButton kind="track" id={1} title="Owned one" price={price} />
      <BuyButton kind="track" id={2} title="Chosen one" price={price} />
      <BuyButton kind="album" id={1} title="Other one" price={price} />
    </>,
  );
}

test('a visitor puts things into the cart, and the button then opens it', async () => {
  serve({});
  const { user, store } = show();
  await user.click(screen.getByRole('button', { name: '$0.99, buy Chosen one' }));
  const chosen = screen.getByRole('button', { name: 'In cart: Chosen one. Open the cart' });
  await user.click(chosen);
  expect(store.getState().cart.open).toBe(true);
  expect(screen.getByRole('button', { name: '$0.99, buy Other one' })).toBeInTheDocument();
});

test('a customer sees what is owned and what is in the cart of the service; a visitor again does not', async () => {
  const money = { amount: 0, currency: 'USD' };
  const item = { kind: 'track', id: 2, title: 'Chosen one' };
  serve({
    'GET /api/v1/customers/me/owned': { body: { track_ids: [1], album_ids: [] } },
    'GET /api/v1/cart': {
      body: {
        items: [item],
        item_count: 1,
        subtotal: money,
        discount: money,
        tax: money,
        total: money,
      },
    },
  });
  const { store, container } = show();
  act(() => {
    store.dispatch(signedIn({ access_token: 't', expires_in: 900, account }, Date.now()));
  });
  const owned = await screen.findByRole('link', { name: 'Owned: Owned one, in your library' });
  expect(owned).toHaveAttribute('href', '/library');
  expect(await screen.findByRole('button', { name: /^In cart: Chosen one/ })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '$0.99, buy Other one' })).toBeInTheDocument();
  expect(await axe(container)).toHaveNoViolations();

  act(() => void store.dispatch(signedOut({ expired: false })));
  expect(screen.getByRole('button', { name: '$0.99, buy Owned one' })).toBeInTheDocument();
});

test('a thing that costs nothing is free', () => {
  serve({});
  renderShop(<BuyButton kind="track" id={9} title="Gift" price={{ amount: 0, currency: 'USD' }} />);
  expect(screen.getByRole('button', { name: 'Free, buy Gift' })).toBeInTheDocument();
});

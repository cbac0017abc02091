import type { Account, Address, Cart, CartItem, Order, Profile } from '@/api/generated';
import type { AuthState } from '@/api/session';

// One customer and what is theirs, for the tests that need somebody.

export const luis: Account = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'luis@example.com',
  kind: 'customer',
  role: null,
  display_name: 'Luís Gonçalves',
  customer_id: 1,
};

export const signedInAnswer = { access_token: 'token', expires_in: 900, account: luis };

export const asLuis: { auth: AuthState } = {
  auth: {
    status: 'signed_in',
    account: luis,
    accessToken: 'token',
    expiresAt: Date.now() + 900_000,
  },
};

export const usd = (amount: number) => ({ amount, currency: 'USD' });

export const problem = (status: number, type: string, more: object = {}) => ({
  status,
  body: { type: `/problems/${type}`, title: type, status, ...more },
  headers: { 'content-type': 'application/problem+json' },
});

export const trackItem = (id: number, more: Partial<CartItem> = {}): CartItem => ({
  kind: 'track',
  id,
  title: `Track ${id}`,
  artist_name: 'Accept',
  cover_url: `/cover/${id}`,
  track_count: 1,
  list_price: usd(99),
  price: usd(99),
  owned_count: 0,
  notice: null,
  ...more,
});

export const albumItem = (id: number, more: Partial<CartItem> = {}): CartItem => ({
  ...trackItem(id),
  kind: 'album',
  title: `Album ${id}`,
  track_count: 10,
  list_price: usd(990),
  price: usd(891),
  ...more,
});

export function cartOf(...items: CartItem[]): Cart {
  const charged = items.filter(({ notice }) => notice === null);
  const sum = (of: (item: CartItem) => number) =>
    usd(charged.reduce((total, item) => total + of(item), 0));
  return {
    items,
    item_count: items.length,
    subtotal: sum((item) => item.list_price.amount),
    discount: sum((item) => item.list_price.amount - item.price.amount),
    tax: usd(0),
    total: sum((item) => item.price.amount),
    discounts: [],
    code: null,
    gift_card: null,
    to_pay: sum((item) => item.price.amount),
    replaced_track_ids: [],
  };
}

export const address: Address = {
  id: '0190a000-0000-7000-8000-0000000000a1',
  name: 'Luís Gonçalves',
  line1: 'Av. Brigadeiro Faria Lima, 2170',
  line2: null,
  city: 'São José dos Campos',
  region: 'SP',
  postal_code: '12227-000',
  country: 'BR',
  is_default: true,
};

export const profile: Profile = {
  id: 1,
  email: luis.email,
  first_name: 'Luís',
  last_name: 'Gonçalves',
  company: null,
  phone: null,
  preferences: { newsletter: false, theme: 'system' },
  created_at: '2026-01-02T03:04:05Z',
};

const { id: _id, is_default: _default, ...billing } = address;

export const order: Order = {
  id: '0190a000-0000-7000-8000-0000000000c1',
  number: 'C-1042',
  status: 'fulfilled',
  placed_at: '2026-11-20T10:00:00Z',
  paid_at: '2026-11-20T10:01:00Z',
  expires_at: null,
  currency: 'USD',
  subtotal: usd(1089),
  discount: usd(99),
  tax: usd(0),
  total: usd(990),
  discounts: [],
  gift_card: null,
  to_pay: usd(990),
  included_tax: null,
  refunded: usd(0),
  billing,
  lines: [
    {
      id: '0190a000-0000-7000-8000-0000000000d1',
      kind: 'album',
      ref_id: 4,
      title: 'Let There Be Rock',
      artist_name: 'AC/DC',
      cover_url: '/cover/4',
      unit_price: usd(990),
      discount: usd(99),
      quantity: 1,
      tracks: [
        { id: 15, name: 'Go Down', duration_ms: 331_180 },
        { id: 16, name: 'Dog Eat Dog', duration_ms: 215_196 },
      ],
      downloadable: true,
    },
    {
      id: '0190a000-0000-7000-8000-0000000000d2',
      kind: 'track',
      ref_id: 2,
      title: 'Balls to the Wall',
      artist_name: 'Accept',
      cover_url: '/cover/2',
      unit_price: usd(99),
      discount: usd(0),
      quantity: 1,
      tracks: [{ id: 2, name: 'Balls to the Wall', duration_ms: 342_562 }],
      downloadable: true,
    },
  ],
  invoice_number: 413,
  last_payment_problem: null,
};

export const demoConfig = {
  shop_name: 'Chinook',
  currency: 'USD',
  demo: true,
  demo_accounts: [{ label: 'A customer', email: luis.email, password: 'demo demo demo' }],
  mailbox_url: '/demo/mail',
};

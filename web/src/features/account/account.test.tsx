import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import type { Invoice, PageOrderSummary, Session } from '@/api/generated';
import { startDownload } from '@/lib/leave';
import { Toasts } from '@/ui/Toasts';
import { address, asLuis, order, problem, profile, usd } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import AddressesPage from './AddressesPage';
import DataPage from './DataPage';
import InvoicePage from './InvoicePage';
import OrderPage from './OrderPage';
import PreferencesPage from './PreferencesPage';
import ProfilePage from './ProfilePage';
import PurchasesPage from './PurchasesPage';
import SecurityPage from './SecurityPage';

jest.mock('@/lib/leave');
beforeEach(() => jest.mocked(startDownload).mockClear());

const pages = (
  <main>
    <Routes>
      <Route path="/account" element={<ProfilePage />} />
      <Route path="/account/addresses" element={<AddressesPage />} />
      <Route path="/account/preferences" element={<PreferencesPage />} />
      <Route path="/account/security" element={<SecurityPage />} />
      <Route path="/account/data" element={<DataPage />} />
      <Route path="/purchases" element={<PurchasesPage />} />
      <Route path="/purchases/:id" element={<OrderPage />} />
      <Route path="/purchases/:id/invoice" element={<InvoicePage />} />
      <Route path="*" element="elsewhere" />
    </Routes>
    <Toasts />
  </main>
);
const orderPath = `/api/v1/orders/${order.id}`;
const summary: PageOrderSummary['items'][number] = {
  id: order.id,
  number: order.number,
  status: order.status,
  placed_at: order.placed_at,
  total: order.total,
  item_count: 2,
  cover_urls: ['/cover/4', '/cover/2'],
};
const invoice: Invoice = {
  number: 413,
  order_number: order.number,
  issued_at: '2026-11-20T10:01:00Z',
  seller: { name: 'Chinook', address: ['1 Wind Street', 'Calgary'] },
  customer_name: 'Luís Gonçalves',
  billing: order.billing,
  lines: [
    {
      description: 'Let There Be Rock',
      quantity: 1,
      unit_price: usd(891),
      total: usd(891),
      included_tax: usd(0),
    },
    {
      description: 'Balls to the Wall',
      quantity: 1,
      unit_price: usd(99),
      total: usd(99),
      included_tax: usd(0),
    },
  ],
  subtotal: usd(990),
  discount: usd(0),
  discounts: [],
  included_tax: null,
  tax: usd(0),
  total: usd(990),
  refunded: usd(0),
  paid_with: 'Card ending in 4242',
};
const session: Session = {
  id: '0190a000-0000-7000-8000-0000000000e1',
  current: true,
  created_at: '2026-11-20T10:00:00Z',
  last_used_at: '2026-11-20T10:00:00Z',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
  ip: '127.0.0.1',
};
const other = { ...session, id: session.id.replace('e1', 'e2'), current: false, user_agent: null };
const versioned = (tag: string) => ({ body: profile, headers: { etag: tag } });

const everything = {
  'GET /api/v1/customers/me': versioned('"1"'),
  'GET /api/v1/customers/me/addresses': { body: { items: [address] } },
  'GET /api/v1/auth/sessions': { body: { items: [session, other] } },
  'GET /api/v1/auth/second-factor': {
    body: { enabled: false, required: false, since: null, recovery_codes_left: 0 },
  },
  'GET /api/v1/orders': { body: { items: [summary], next_cursor: null } },
  [`GET ${orderPath}`]: { body: order },
  [`GET ${orderPath}/invoice`]: { body: invoice },
};
function show(at: string, handlers: Parameters<typeof serve>[0] = {}) {
  const requests = serve({ ...everything, ...handlers });
  return { ...renderShop(pages, { at, state: asLuis }), requests };
}
const sent = (requests: Request[], method: string, path: string) =>
  requests.filter((request) => request.method === method && request.url.endsWith(path));

test.each([
  ['/account', 'Profile', 'Save profile'],
  ['/account/addresses', 'Addresses', 'Add an address'],
  ['/account/preferences', 'Preferences', 'Save preferences'],
  ['/account/security', 'Security', 'Change password'],
  ['/account/data', 'Your data', 'Download my data'],
  ['/purchases', 'Purchases', 'Order C-1042'],
  [`/purchases/${order.id}`, 'Order C-1042', 'Play now'],
  [`/purchases/${order.id}/invoice`, 'Invoice 413', 'Print'],
])('%s is named, titled and without accessibility fault', async (at, heading, offer) => {
  const { container } = show(at);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
  const role = at === '/purchases' ? 'link' : 'button';
  expect(await screen.findByRole(role, { name: offer })).toBeVisible();
  expect(document.title).toMatch(/ · Chinook$/);
  expect(await axe(container)).toHaveNoViolations();
});

describe('the profile', () => {
  test('is saved under the version that was shown', async () => {
    const { user, requests } = show('/account', { 'PATCH /api/v1/customers/me': versioned('"2"') });
    await user.type(await screen.findByLabelText(/Company/), 'Embraer');
    await user.click(screen.getByRole('button', { name: 'Save profile' }));
    expect(await screen.findByText('Your profile is saved.')).toBeVisible();
    const [patch] = sent(requests, 'PATCH', '/customers/me');
    expect(patch?.headers.get('if-match')).toBe('"1"');
    expect(await patch?.json()).toMatchObject({ company: 'Embraer', phone: null });
  });

  test('changed elsewhere is not overwritten unasked', async () => {
    let version = 1;
    const { user, requests } = show('/account', {
      'GET /api/v1/customers/me': () => versioned(`"${version}"`),
      'PATCH /api/v1/customers/me': (request) => {
        if (request.headers.get('if-match') === '"2"') return versioned('"3"');
        version = 2;
        return problem(412, 'changed-meanwhile');
      },
    });
    await user.type(await screen.findByLabelText(/Company/), 'Embraer');
    const save = screen.getByRole('button', { name: 'Save profile' });
    await user.click(save);
    expect(await screen.findByRole('alert')).toHaveTextContent(/changed on another device/);
    expect(screen.getByLabelText(/Company/)).toHaveValue('Embraer');
    await waitFor(() => expect(sent(requests, 'GET', '/customers/me')).toHaveLength(2));
    await user.click(save);
    expect(await screen.findByText('Your profile is saved.')).toBeVisible();
  });
});

test('the colours of the preferences are shown at once and kept for the account', async () => {
  const { user, requests } = show('/account/preferences', {
    'PATCH /api/v1/customers/me': versioned('"2"'),
  });
  await user.selectOptions(await screen.findByLabelText('Colours'), 'dark');
  await user.click(screen.getByRole('button', { name: 'Save preferences' }));
  await screen.findByText('Your preferences are saved.');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(await sent(requests, 'PATCH', '/customers/me')[0]?.json()).toEqual({
    preferences: { theme: 'dark', newsletter: false },
  });
  delete document.documentElement.dataset.theme;
});

describe('addresses', () => {
  test('one can be added', async () => {
    const { user, requests } = show('/account/addresses', {
      'POST /api/v1/customers/me/addresses': { status: 201, body: address },
    });
    await user.click(await screen.findByRole('button', { name: 'Add an address' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add an address' });
    await user.click(within(dialog).getByRole('button', { name: 'Save address' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Enter the city.');
    await user.type(within(dialog).getByLabelText('Full name'), 'Ada Lovelace');
    await user.type(within(dialog).getByLabelText('Address'), '12 St James’s Square');
    await user.type(within(dialog).getByLabelText('City'), 'London');
    await user.selectOptions(within(dialog).getByLabelText('Country'), 'GB');
    await user.click(within(dialog).getByRole('button', { name: 'Save address' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await sent(requests, 'POST', '/addresses')[0]?.json()).toMatchObject({
      name: 'Ada Lovelace',
      line2: null,
      country: 'GB',
      is_default: false,
    });
  });

  test('a removed one can be brought back', async () => {
    const { user, requests } = show('/account/addresses', {
      [`DELETE /api/v1/customers/me/addresses/${address.id}`]: { status: 204 },
      'POST /api/v1/customers/me/addresses': { status: 201, body: address },
    });
    await user.click(await screen.findByRole('button', { name: /^Remove: Luís/ }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    expect(await sent(requests, 'POST', '/addresses')[0]?.json()).toMatchObject({
      line1: address.line1,
      is_default: true,
    });
  });
});

describe('security', () => {
  test('a wrong current password is said at its field', async () => {
    const errors = [{ field: 'current_password', message: 'is not your password' }];
    const { user } = show('/account/security', {
      'POST /api/v1/auth/change-password': problem(422, 'validation', { errors }),
    });
    await user.type(await screen.findByLabelText('Current password'), 'wrong');
    await user.type(screen.getByLabelText('New password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Change password' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Current password is not your password.',
    );
  });

  test('another device is signed out; this one has no such button', async () => {
    const { user, requests } = show('/account/security', {
      [`DELETE /api/v1/auth/sessions/${other.id}`]: { status: 204 },
    });
    expect(await screen.findByText('Firefox on Linux')).toBeVisible();
    const buttons = screen.getAllByRole('button', { name: /^Sign out:/ });
    expect(buttons).toHaveLength(1);
    await user.click(buttons[0] as HTMLElement);
    expect(await screen.findByText('An unknown device is signed out.')).toBeVisible();
    expect(sent(requests, 'DELETE', other.id)).toHaveLength(1);
  });

  test('signing out everywhere leaves the account', async () => {
    const { user, store, place } = show('/account/security', {
      'POST /api/v1/auth/sign-out-everywhere': { status: 204 },
    });
    await user.click(await screen.findByRole('button', { name: 'Sign out everywhere' }));
    await waitFor(() => expect(store.getState().auth.status).toBe('visitor'));
    await waitFor(() => expect(place.current).toBe('/'));
  });
});

describe('deleting the account', () => {
  test('asks for the password and for the word', async () => {
    const { user, requests, store } = show('/account/data', {
      'DELETE /api/v1/customers/me': { status: 204 },
    });
    await user.click(screen.getByRole('button', { name: 'Delete my account' }));
    const dialog = screen.getByRole('dialog', { name: 'Delete your account?' });
    const yes = within(dialog).getByRole('button', { name: 'Delete my account for good' });
    await user.type(within(dialog).getByLabelText('Password'), 'my password');
    await user.click(yes);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Type the word “delete”.');
    expect(sent(requests, 'DELETE', '/customers/me')).toHaveLength(0);
    await user.type(within(dialog).getByLabelText(/type the word/), 'Delete');
    await user.click(yes);
    await waitFor(() => expect(store.getState().auth.status).toBe('visitor'));
    expect(await sent(requests, 'DELETE', '/customers/me')[0]?.json()).toEqual({
      password: 'my password',
    });
  });
});

describe('files', () => {
  const link = (filename: string) => ({
    body: { url: `/media/downloads/${filename}`, filename, expires_at: '', uses: 3 },
  });

  test('a track, an album and a whole order are downloaded by their own links', async () => {
    const { user } = show(`/purchases/${order.id}`, {
      'POST /api/v1/music/tracks/2/downloads': link('balls.flac'),
      'POST /api/v1/music/albums/4/downloads': link('rock.zip'),
      [`POST ${orderPath}/downloads`]: link('order.zip'),
    });
    const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
    await press('Download (FLAC): Balls to the Wall');
    await press('Download album (ZIP): Let There Be Rock');
    await press('Download everything (ZIP): order C-1042');
    await waitFor(() => expect(startDownload).toHaveBeenCalledTimes(3));
    expect(jest.mocked(startDownload).mock.calls.map(([url]) => url)).toEqual([
      '/media/downloads/balls.flac',
      '/media/downloads/rock.zip',
      '/media/downloads/order.zip',
    ]);
  });

  test('a download that is refused says why', async () => {
    const { user } = show(`/purchases/${order.id}`, {
      'POST /api/v1/music/tracks/2/downloads': problem(403, 'no', { detail: 'It was refunded.' }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Download (FLAC): Balls to the Wall' }),
    );
    expect(await screen.findByText('Not downloaded. It was refunded.')).toBeVisible();
    expect(startDownload).not.toHaveBeenCalled();
  });

  test('the invoice comes as a file with the access token', async () => {
    URL.createObjectURL = () => 'blob:1';
    const { user, requests } = show(`/purchases/${order.id}/invoice`, {
      [`GET ${orderPath}/invoice.pdf`]: { body: '%PDF' },
    });
    await user.click(await screen.findByRole('button', { name: /^PDF/ }));
    await waitFor(() => expect(startDownload).toHaveBeenCalledWith('blob:1', 'invoice-413.pdf'));
    const [request] = sent(requests, 'GET', '/invoice.pdf');
    expect(request?.headers.get('authorization')).toBe('Bearer token');
  });
});

describe('an order', () => {
  test('that is not paid can be paid or canceled, and offers no files', async () => {
    const pending = {
      ...order,
      status: 'pending_payment',
      lines: order.lines.map((line) => ({ ...line, downloadable: false })),
    };
    const { user } = show(`/purchases/${order.id}`, {
      [`GET ${orderPath}`]: { body: pending },
      [`POST ${orderPath}/cancel`]: problem(409, 'too-late', { detail: 'It was just paid.' }),
    });
    expect(await screen.findByText('Waiting for payment')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Pay $9.90' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Download/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Play now' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Cancel the order' }));
    expect(await screen.findByText('It was just paid.')).toBeVisible();
  });

  test('that was partly refunded says how much', async () => {
    show(`/purchases/${order.id}`, {
      [`GET ${orderPath}`]: {
        body: { ...order, status: 'partially_refunded', refunded: usd(99) },
      },
    });
    expect(await screen.findByText('Partly refunded')).toBeVisible();
    expect(screen.getByText('$0.99 of this order was refunded.')).toBeVisible();
  });

  test('its tracks are played in full', async () => {
    const { user, store } = show(`/purchases/${order.id}`);
    await user.click(await screen.findByRole('button', { name: 'Play now' }));
    const { queue, wantsToPlay } = store.getState().player;
    expect(queue.map(({ trackId }) => trackId)).toEqual([15, 16, 2]);
    expect(wantsToPlay).toBe(true);
  });
});

test('purchases come page after page, each with its status in words', async () => {
  const second = { ...summary, id: 'b', number: 'C-1041', status: 'expired' };
  const { user } = show('/purchases', {
    'GET /api/v1/orders': (request) => ({
      body: new URL(request.url).searchParams.has('cursor')
        ? { items: [second], next_cursor: null }
        : { items: [summary], next_cursor: 'next' },
    }),
  });
  expect(await screen.findByText('Complete')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show older purchases' }));
  expect(await screen.findByText('Not paid in time')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show older purchases' })).toBeNull();
});

test('without purchases there is a way to the first', async () => {
  show('/purchases', { 'GET /api/v1/orders': { body: { items: [], next_cursor: null } } });
  expect(await screen.findByRole('link', { name: 'Find your first album' })).toBeVisible();
});

import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { StrictMode } from 'react';
import { Route, Routes } from 'react-router';
import { mergeCartAtSignIn } from '@/features/cart/mergeAtSignIn';
import {
  asLuis,
  cartOf,
  demoConfig,
  luis,
  problem,
  signedInAnswer,
  trackItem,
} from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { AccountButton } from './AccountButton';
import CheckMailPage from './CheckMailPage';
import { CustomerOnly } from './CustomerOnly';
import { followAccount } from './followAccount';
import ForgotPage from './ForgotPage';
import ResetPage from './ResetPage';
import { keepNext, safeNext, takeNext } from './returnPath';
import { SessionGuard } from './SessionGuard';
import SignInPage from './SignInPage';
import SignUpPage from './SignUpPage';
import VerifyPage from './VerifyPage';

const pages = (
  <Routes>
    <Route path="/sign-in" element={<SignInPage />} />
    <Route path="/sign-up" element={<SignUpPage />} />
    <Route path="/check-mail" element={<CheckMailPage />} />
    <Route path="/verify" element={<VerifyPage />} />
    <Route path="/forgot" element={<ForgotPage />} />
    <Route path="/reset" element={<ResetPage />} />
    <Route path="/library" element={<CustomerOnly>Their songs</CustomerOnly>} />
    <Route path="*" element="elsewhere" />
  </Routes>
);
const bodies = (requests: Request[], path: string) =>
  Promise.all(requests.filter(({ url }) => url.endsWith(path)).map((request) => request.json()));

describe('signing in', () => {
  test('an empty form says what is missing, and the focus goes to the summary', async () => {
    const requests = serve({});
    const { user } = renderShop(pages, { at: '/sign-in' });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const summary = await screen.findByRole('alert');
    expect(summary).toHaveFocus();
    expect(summary).toHaveTextContent('Enter your e-mail address.');
    expect(summary).toHaveTextContent('Enter your password.');
    await user.click(screen.getByRole('link', { name: 'Enter your password.' }));
    expect(screen.getByLabelText('Password')).toHaveFocus();
    expect(requests.some(({ url }) => url.includes('/auth/'))).toBe(false);
  });

  test('a wrong password is explained without saying which of the two was wrong', async () => {
    serve({ 'POST /api/v1/auth/sign-in': problem(401, 'unauthorized', { detail: 'No.' }) });
    const { user } = renderShop(pages, { at: '/sign-in' });
    await user.type(screen.getByLabelText('E-mail address'), 'a@example.com');
    await user.type(screen.getByLabelText('Password'), 'not this one');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/do not match, or the address/);
    expect(screen.getByLabelText('Password')).toHaveValue('not this one');
  });

  test('the visitor’s cart joins the customer’s, and the way goes on to where it was meant to', async () => {
    const requests = serve({
      'POST /api/v1/auth/sign-in': { body: signedInAnswer },
      'POST /api/v1/cart/merge': { body: cartOf(trackItem(7), trackItem(8)) },
    });
    const items = [{ kind: 'track' as const, id: 7 }];
    const { user, store, place } = renderShop(pages, {
      at: '/sign-in?next=%2Fcheckout%3Fa%3D1',
      state: { cart: { items, open: false, merging: false } },
    });
    mergeCartAtSignIn(store);
    await user.type(screen.getByLabelText('E-mail address'), luis.email);
    await user.type(screen.getByLabelText('Password'), 'right, and long enough');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(place.current).toBe('/checkout?a=1'));
    expect(await bodies(requests, '/cart/merge')).toEqual([{ items }]);
    await waitFor(() => expect(store.getState().cart.items).toEqual([]));
  });

  test('a merge that failed keeps the visitor’s cart', async () => {
    serve({
      'POST /api/v1/auth/sign-in': { body: signedInAnswer },
      'POST /api/v1/cart/merge': { status: 503, body: {} },
    });
    const items = [{ kind: 'track' as const, id: 7 }];
    const { user, store, place } = renderShop(pages, {
      at: '/sign-in',
      state: { cart: { items, open: false, merging: false } },
    });
    mergeCartAtSignIn(store);
    await user.type(screen.getByLabelText('E-mail address'), luis.email);
    await user.type(screen.getByLabelText('Password'), 'right, and long enough{Enter}');
    await waitFor(() => expect(place.current).toBe('/'));
    await waitFor(() => expect(store.getState().cart.merging).toBe(false));
    expect(store.getState().cart.items).toEqual(items);
  });

  test('a demonstration fills an account with one click', async () => {
    serve({ 'GET /config.json': { body: demoConfig } });
    const { user } = renderShop(pages, { at: '/sign-in' });
    await user.click(await screen.findByRole('button', { name: 'A customer' }));
    expect(screen.getByLabelText('E-mail address')).toHaveValue(luis.email);
    expect(screen.getByLabelText('Password')).toHaveValue('demo demo demo');
  });

  test('a password can be shown, pasted, and kept by a password manager', async () => {
    serve({});
    const { user } = renderShop(pages, { at: '/sign-in' });
    const field = screen.getByLabelText('Password');
    expect(field).toHaveAttribute('autocomplete', 'current-password');
    expect(screen.getByLabelText('E-mail address')).toHaveAttribute('autocomplete', 'username');
    await user.click(field);
    await user.paste('from a manager');
    expect(field).toHaveValue('from a manager');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(field).toHaveAttribute('type', 'text');
  });
});

describe('signing up', () => {
  async function fillIn(user: ReturnType<typeof renderShop>['user']) {
    await user.type(screen.getByLabelText('First name'), 'Ada');
    await user.type(screen.getByLabelText('Last name'), 'Lovelace');
    await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
  }

  test('ends at "check your mail", with the demo mailbox and the way back kept', async () => {
    const requests = serve({
      'GET /config.json': { body: demoConfig },
      'POST /api/v1/auth/register': { status: 202, body: { message: 'Look.' } },
    });
    const { user, container } = renderShop(pages, { at: '/sign-up?next=%2Fcheckout' });
    await fillIn(user);
    expect(await screen.findByRole('heading', { name: 'Check your mail' })).toBeVisible();
    expect(screen.getByText('ada@example.com')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Open the demo mailbox' })).toHaveAttribute(
      'href',
      '/demo/mail',
    );
    expect(takeNext()).toBe('/checkout');
    expect(await bodies(requests, '/register')).toMatchObject([
      { email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' },
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  test('what the service says about a field stands at that field', async () => {
    serve({
      'POST /api/v1/auth/register': problem(422, 'validation', {
        errors: [{ field: 'password', message: 'This password is on a list of stolen ones.' }],
      }),
    });
    const { user } = renderShop(pages, { at: '/sign-up' });
    await fillIn(user);
    expect(await screen.findByRole('alert')).toHaveTextContent('list of stolen ones');
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/list of stolen ones/);
    expect(screen.getByLabelText('Password')).toBeInvalid();
  });

  test('a short password is refused before anything is sent', async () => {
    const requests = serve({});
    const { user } = renderShop(pages, { at: '/sign-up' });
    await user.type(screen.getByLabelText('Password'), 'elevenchars');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Use at least 12 characters.');
    expect(requests.some(({ url }) => url.includes('/register'))).toBe(false);
  });
});

describe('the link in the mail', () => {
  test('confirms once, signs in, and goes on where the visitor was', async () => {
    const requests = serve({ 'POST /api/v1/auth/verify': { body: signedInAnswer } });
    keepNext('/checkout');
    const { place, store } = renderShop(<StrictMode>{pages}</StrictMode>, {
      at: '/verify?token=abc',
    });
    await waitFor(() => expect(place.current).toBe('/checkout'));
    expect(store.getState().auth.account).toEqual(luis);
    expect(await bodies(requests, '/verify')).toEqual([{ token: 'abc' }]);
  });

  test('a used link offers a new one', async () => {
    serve({
      'POST /api/v1/auth/verify': problem(400, 'link', { detail: 'This link was used already.' }),
      'POST /api/v1/auth/resend-verification': { status: 202, body: { message: '' } },
    });
    const { user } = renderShop(pages, { at: '/verify?token=old' });
    expect(await screen.findByText('This link was used already.')).toBeVisible();
    await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com');
    await user.click(screen.getByRole('button', { name: 'Send a new link' }));
    expect(await screen.findByRole('heading', { name: 'Check your mail' })).toBeVisible();
  });

  test('a new password signs in', async () => {
    const requests = serve({ 'POST /api/v1/auth/reset-password': { body: signedInAnswer } });
    const { user, place, store } = renderShop(pages, { at: '/reset?token=abc' });
    await user.type(screen.getByLabelText('New password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Save and sign in' }));
    await waitFor(() => expect(place.current).toBe('/'));
    expect(store.getState().auth.status).toBe('signed_in');
    expect(await bodies(requests, '/reset-password')).toEqual([
      { token: 'abc', password: 'correct horse battery' },
    ]);
  });
});

describe('where to go afterwards', () => {
  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'checkout', '', null])(
    '%p is not followed',
    (path) => expect(safeNext(path)).toBeNull(),
  );
  test('a page for signing in is no destination', () => expect(safeNext('/sign-in')).toBeNull());
  test('a kept path is used once', () => {
    keepNext('/checkout?x=1');
    expect([takeNext(), takeNext()]).toEqual(['/checkout?x=1', null]);
  });
});

describe('the session', () => {
  test('a visitor is asked to sign in and told the way back', async () => {
    serve({});
    const { place } = renderShop(pages, { at: '/library' });
    await waitFor(() => expect(place.current).toBe('/sign-in?next=%2Flibrary'));
  });

  test('while the session is not known yet, neither "Sign in" nor the sign-in page flashes', () => {
    serve({});
    const auth = { ...asLuis.auth, status: 'unknown' as const, account: null };
    const { place } = renderShop(
      <>
        <AccountButton />
        {pages}
      </>,
      { at: '/library', state: { auth } },
    );
    expect(screen.queryByText('Sign in')).toBeNull();
    expect(place.current).toBe('/library');
    expect(screen.getByText('Loading your account…')).toBeInTheDocument();
  });

  test('an expired session keeps the page, and signing in again closes the dialog', async () => {
    serve({ 'POST /api/v1/auth/sign-in': { body: signedInAnswer } });
    const auth = { ...asLuis.auth, status: 'expired' as const, accessToken: null };
    const { user, store } = renderShop(
      <>
        {pages}
        <SessionGuard />
      </>,
      { at: '/library', state: { auth } },
    );
    expect(await screen.findByRole('dialog', { name: 'Please sign in again' })).toBeVisible();
    expect(screen.getByText('Their songs')).toBeInTheDocument();
    expect(screen.getByLabelText('E-mail address')).toHaveValue(luis.email);
    await user.type(screen.getByLabelText('Password'), 'right, and long enough{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(store.getState().auth.status).toBe('signed_in');
    expect(screen.getByText('Their songs')).toBeInTheDocument();
  });

  test('signing out forgets what was fetched for the person', async () => {
    serve({
      'POST /api/v1/auth/sign-out': { status: 204 },
      'GET /api/v1/cart': { body: cartOf(trackItem(1)) },
    });
    const { user, store } = renderShop(<AccountButton />, { state: asLuis });
    followAccount(store);
    const { generatedApi } = await import('@/api/generated');
    await store.dispatch(generatedApi.endpoints.getCart.initiate());
    await user.click(screen.getByRole('button', { name: 'Account of Luís Gonçalves' }));
    await user.click(screen.getByRole('menuitem', { name: 'Sign out', hidden: true }));
    await waitFor(() => expect(store.getState().auth.status).toBe('visitor'));
    expect(JSON.stringify(store.getState().api.queries)).not.toContain('Track 1');
  });

  test('who could not be signed out is told so, and stays signed in', async () => {
    serve({ 'POST /api/v1/auth/sign-out': { status: 503, body: {} } });
    const { user, store } = renderShop(<AccountButton />, { state: asLuis });
    await user.click(screen.getByRole('button', { name: 'Account of Luís Gonçalves' }));
    await user.click(screen.getByRole('menuitem', { name: 'Sign out', hidden: true }));
    await waitFor(() => expect(store.getState().toasts).toHaveLength(1));
    expect(store.getState().auth.status).toBe('signed_in');
  });
});

test.each(['/sign-in', '/sign-up', '/forgot', '/reset?token=a', '/reset', '/verify'])(
  '%s has no accessibility fault',
  async (at) => {
    serve({ 'GET /config.json': { body: demoConfig } });
    const { container } = renderShop(<main>{pages}</main>, { at });
    expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  },
);

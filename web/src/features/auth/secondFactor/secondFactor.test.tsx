import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import { problem, signedInAnswer } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import SignInPage from '../SignInPage';

const pages = (
  <Routes>
    <Route path="/sign-in" element={<SignInPage />} />
    <Route path="*" element="elsewhere" />
  </Routes>
);
const asked = (enrolled: boolean) => ({
  status: 202,
  body: { challenge: 'held', expires_in: 300, enrolled },
});

async function password() {
  const view = renderShop(pages, { at: '/sign-in' });
  await view.user.type(screen.getByLabelText('E-mail address'), 'nancy@example.com');
  await view.user.type(screen.getByLabelText('Password'), 'a password of hers');
  await view.user.click(screen.getByRole('button', { name: 'Sign in' }));
  return view;
}

test('after the password a code is asked for; a wrong one is explained, a right one signs in', async () => {
  const path = 'POST /api/v1/auth/second-factor/sign-in';
  const errors = [{ field: 'code', message: 'does not fit' }];
  const handlers: Parameters<typeof serve>[0] = {
    'POST /api/v1/auth/sign-in': asked(true),
    [path]: problem(422, 'validation', { errors }),
  };
  const requests = serve(handlers);
  const { user, container, store } = await password();
  const code = await screen.findByLabelText('Code');
  expect(await axe(container)).toHaveNoViolations();
  await user.type(code, '000000');
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  expect((await screen.findAllByText(/does not fit/)).length).toBeGreaterThan(0);
  handlers[path] = { body: signedInAnswer };
  await user.clear(code);
  await user.type(code, '123456');
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await screen.findByText('elsewhere');
  expect(store.getState().auth.status).toBe('signed_in');
  const sent = requests.filter(({ url }) => url.endsWith('/second-factor/sign-in')).at(-1);
  expect(await sent?.json()).toEqual({ challenge: 'held', code: '123456' });
});

test('who has no second factor yet scans a picture, keeps the codes, and only then goes on', async () => {
  const codes = Array.from({ length: 10 }, (_, n) => `abcd${n}-efgh${n}`);
  serve({
    'POST /api/v1/auth/sign-in': asked(false),
    'POST /api/v1/auth/second-factor/enrolment': {
      body: { key: 'ABCDEFGH', uri: 'otpauth://totp/x', qr_svg: '<svg/>' },
    },
    'POST /api/v1/auth/second-factor/enrolment/confirm': {
      body: { ...signedInAnswer, recovery_codes: codes },
    },
  });
  const { user, store } = await password();
  expect(await screen.findByRole('img', { name: /QR code/ })).toBeInTheDocument();
  expect(screen.getByText('ABCD EFGH')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Code'), '123456');
  await user.click(screen.getByRole('button', { name: 'Turn on and sign in' }));
  expect(await screen.findByText('abcd9-efgh9')).toBeInTheDocument();
  expect(store.getState().auth.status).toBe('visitor');
  await user.click(screen.getByRole('button', { name: /I have stored them/ }));
  await screen.findByText('elsewhere');
  expect(store.getState().auth.status).toBe('signed_in');
});

import { problem } from '../../tests/people';
import { sentence } from '@/api/problem';
import { sendForm } from './forms';

test.each([
  ['current_password', 'is not your password', 'Current password is not your password.'],
  ['billing.postal_code', 'use at most 20 characters', 'Postal code: use at most 20 characters.'],
  ['email', 'This address is taken.', 'This address is taken.'],
])('what the service says of %s becomes a sentence', (field, message, said) => {
  expect(sentence(field, message)).toBe(said);
});

async function refuse(status: number, type: string, more: object) {
  const told = { errors: {}, status: null as string | null };
  const helpers = {
    setErrors: (errors: object) => void (told.errors = errors),
    setStatus: (text: string | null) => void (told.status = text),
  };
  const { body } = problem(status, type, more);
  // oxlint-disable-next-line prefer-promise-reject-errors
  await sendForm({ city: '' }, helpers, () => Promise.reject({ status, data: body }));
  return told;
}

test('a fault of a field stands at the field alone', async () => {
  const errors = [{ field: 'billing.city', message: 'is missing' }];
  expect(await refuse(422, 'validation', { errors })).toEqual({
    errors: { city: 'City is missing.' },
    status: null,
  });
});

test('a fault of a field the form does not have is said above it', async () => {
  const errors = [{ field: 'token', message: 'is used' }];
  expect((await refuse(422, 'validation', { errors })).status).toBe('Token is used.');
  const detail = 'The link has ended. Ask for a new one.';
  expect((await refuse(422, 'link-ended', { errors, detail })).status).toBe(detail);
});

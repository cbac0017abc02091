import { object, string } from 'yup';

export const email = string()
  .trim()
  .required('Enter your e-mail address.')
  .email('Enter an e-mail address like name@example.com.');

export const passwordHint = 'At least 12 characters. A few unrelated words make a good one.';
export const newPassword = string()
  .required('Choose a password.')
  .min(12, 'Use at least 12 characters.')
  .max(256, 'Use at most 256 characters.');
export const oldPassword = string().required('Enter your password.');

export const signInSchema = object({ email, password: oldPassword });
export const emailSchema = object({ email });
export const signUpSchema = object({
  first_name: string().trim().required('Enter your first name.').max(60, 'Use at most 60 letters.'),
  last_name: string().trim().required('Enter your last name.').max(60, 'Use at most 60 letters.'),
  email,
  password: newPassword,
});
export const resetSchema = object({ password: newPassword });

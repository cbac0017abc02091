import { Form, Formik } from 'formik';
import { useSelector } from 'react-redux';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { useRegisterMutation } from '@/api/generated';
import { selectAccount } from '@/api/session';
import { guessCountry } from '@/lib/countries';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { CountryField } from '@/ui/CountryField';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, PasswordField } from '@/ui/Field';
import { AuthCard, textLink } from './AuthCard';
import { keepNext, safeNext, withNext } from './returnPath';
import { passwordHint, signUpSchema } from './schema';

export default function SignUpPage() {
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const account = useSelector(selectAccount);
  if (account) return <Navigate replace to={next ?? '/'} />;
  return (
    <AuthCard
      title="Create an account"
      lead={
        next?.startsWith('/checkout')
          ? 'One minute, and your purchase goes on. Your cart is kept.'
          : 'Buy once, and download or stream it whenever you like.'
      }
      after={
        <p>
          You have an account?{' '}
          <Link to={withNext('/sign-in', next)} className={textLink}>
            Sign in
          </Link>
        </p>
      }
    >
      <SignUpForm next={next} />
    </AuthCard>
  );
}

function SignUpForm({ next }: { next: string | null }) {
  const [register] = useRegisterMutation();
  const navigate = useNavigate();
  const blank = { first_name: '', last_name: '', email: '', password: '', country: guessCountry() };

  async function send(values: typeof blank) {
    const email = values.email.trim();
    const { country, password } = values;
    await register({
      registration: {
        email,
        password,
        first_name: values.first_name.trim(),
        last_name: values.last_name.trim(),
        ...(country && { country }),
      },
    }).unwrap();
    keepNext(next);
    void navigate('/check-mail', { state: { email, next, purpose: 'verify' } });
  }

  return (
    <Formik
      initialValues={blank}
      validationSchema={signUpSchema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field name="first_name" label="First name" autoComplete="given-name" />
            <Field name="last_name" label="Last name" autoComplete="family-name" />
          </div>
          <Field name="email" label="E-mail address" type="email" autoComplete="username" />
          <PasswordField
            name="password"
            label="Password"
            hint={passwordHint}
            autoComplete="new-password"
          />
          <CountryField optional />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            Create account
          </Button>
        </Form>
      )}
    </Formik>
  );
}

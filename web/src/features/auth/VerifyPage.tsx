import { Form, Formik } from 'formik';
import { useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useResendVerificationMutation, useVerifyEmailMutation } from '@/api/generated';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button, Spinner } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { toasted } from '@/ui/toastSlice';
import { AuthCard } from './AuthCard';
import { useFinishSignIn } from './finishSignIn';
import { takeNext } from './returnPath';
import { emailSchema } from './schema';
import { asksMore } from './secondFactor/entry';

/** Opened from the mail: confirms the address, signs in, and goes on where the visitor was. */
export default function VerifyPage() {
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const [verify, { error }] = useVerifyEmailMutation();
  const finish = useFinishSignIn();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const sent = useRef<string | null>(null); // a token works once, and effects may run twice

  useEffect(() => {
    if (!token || sent.current === token) return;
    sent.current = token;
    void verify({ linkToken: { token } }).then(({ data }) => {
      if (!data) return;
      // Confirmed; what is missing is asked where everybody signs in.
      if (asksMore(data)) return void navigate('/sign-in', { replace: true });
      finish(data);
      dispatch(toasted({ message: 'Your address is confirmed. Welcome!' }));
      void navigate(takeNext() ?? '/', { replace: true });
    });
  }, [token, verify, finish, navigate, dispatch]);

  if (token && !error) {
    return (
      <AuthCard title="Confirming your address">
        <p role="status" className="flex items-center gap-3 text-ink-2">
          <Spinner size={20} /> One moment…
        </p>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="This link does not work"
      lead={
        error
          ? describeError(error)
          : 'The address of this page is incomplete. Copy the whole link from the mail, or ask for a new one.'
      }
    >
      <AskAgain />
    </AuthCard>
  );
}

function AskAgain() {
  const [resend] = useResendVerificationMutation();
  const navigate = useNavigate();
  return (
    <Formik
      initialValues={{ email: '' }}
      validationSchema={emailSchema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(values, helpers, async () => {
          const email = values.email.trim();
          await resend({ emailRequest: { email } }).unwrap();
          void navigate('/check-mail', { state: { email, next: null, purpose: 'verify' } });
        })
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <Field name="email" label="E-mail address" type="email" autoComplete="email" />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            Send a new link
          </Button>
        </Form>
      )}
    </Formik>
  );
}

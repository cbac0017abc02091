import { Form, Formik } from 'formik';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import {
  useResetPasswordMutation,
  type SecondFactorRequired,
  type SignedIn,
} from '@/api/generated';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button, LinkButton } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { PasswordField } from '@/ui/Field';
import { toasted } from '@/ui/toastSlice';
import { AuthCard } from './AuthCard';
import { useFinishSignIn } from './finishSignIn';
import { takeNext } from './returnPath';
import { passwordHint, resetSchema } from './schema';
import { asksMore } from './secondFactor/entry';
import { Loading } from '@/ui/Skeleton';

const SecondFactorStep = lazy(() => import('./secondFactor/SecondFactorStep'));

/** Opened from the mail. A new password signs in here and signs out everywhere else. */
export default function ResetPage() {
  const [params] = useSearchParams();
  const token = params.get('token');
  const [reset] = useResetPasswordMutation();
  const finish = useFinishSignIn();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [required, setRequired] = useState<SecondFactorRequired | null>(null);

  async function send(password: string) {
    const answer = await reset({ resetPassword: { token: token ?? '', password } }).unwrap();
    if (asksMore(answer)) setRequired(answer);
    else enter(answer);
  }

  function enter(answer: SignedIn) {
    finish(answer);
    dispatch(toasted({ message: 'Your new password is set, and you are signed in.' }));
    const home = answer.account.kind === 'staff' ? '/admin' : '/';
    void navigate(takeNext() ?? home, { replace: true });
  }

  if (required) {
    return (
      <AuthCard title="Your password is set" lead="One step is left to sign in.">
        <Suspense fallback={<Loading what="the next step" />}>
          <SecondFactorStep
            required={required}
            onDone={enter}
            onRestart={() => void navigate('/sign-in', { replace: true })}
          />
        </Suspense>
      </AuthCard>
    );
  }

  if (!token) {
    return (
      <AuthCard
        title="This link does not work"
        lead="The address of this page is incomplete. Copy the whole link from the mail, or ask for a new one."
      >
        <LinkButton look="primary" size="large" to="/forgot">
          Ask for a new link
        </LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Choose a new password" lead="Other devices will be signed out.">
      <Formik
        initialValues={{ password: '' }}
        validationSchema={resetSchema}
        validateOnBlur={false}
        onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values.password))}
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-5">
            <ErrorSummary general={status} />
            <PasswordField
              name="password"
              label="New password"
              hint={passwordHint}
              autoComplete="new-password"
            />
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              Save and sign in
            </Button>
            {status && <LinkButton to="/forgot">Ask for a new link</LinkButton>}
          </Form>
        )}
      </Formik>
    </AuthCard>
  );
}

import { Form, Formik } from 'formik';
import { useNavigate, useSearchParams } from 'react-router';
import { useResetPasswordMutation } from '@/api/generated';
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

/** Opened from the mail. A new password signs in here and signs out everywhere else. */
export default function ResetPage() {
  const [params] = useSearchParams();
  const token = params.get('token');
  const [reset] = useResetPasswordMutation();
  const finish = useFinishSignIn();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();

  async function send(password: string) {
    finish(await reset({ resetPassword: { token: token ?? '', password } }).unwrap());
    dispatch(toasted({ message: 'Your new password is set, and you are signed in.' }));
    void navigate(takeNext() ?? '/', { replace: true });
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

import { Form, Formik } from 'formik';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useForgotPasswordMutation } from '@/api/generated';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { AuthCard, textLink } from './AuthCard';
import { keepNext, safeNext, withNext } from './returnPath';
import { emailSchema } from './schema';

export default function ForgotPage() {
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const [forgot] = useForgotPasswordMutation();
  const navigate = useNavigate();
  return (
    <AuthCard
      title="Choose a new password"
      lead="Enter your e-mail address. We send you a link; it works for a short time."
      after={
        <p>
          You remember it?{' '}
          <Link to={withNext('/sign-in', next)} className={textLink}>
            Sign in
          </Link>
        </p>
      }
    >
      <Formik
        initialValues={{ email: '' }}
        validationSchema={emailSchema}
        validateOnBlur={false}
        onSubmit={(values, helpers) =>
          sendForm(values, helpers, async () => {
            const email = values.email.trim();
            await forgot({ emailRequest: { email } }).unwrap();
            keepNext(next);
            void navigate('/check-mail', { state: { email, next, purpose: 'reset' } });
          })
        }
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-5">
            <ErrorSummary general={status} />
            <Field name="email" label="E-mail address" type="email" autoComplete="username" />
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              Send the link
            </Button>
          </Form>
        )}
      </Formik>
    </AuthCard>
  );
}

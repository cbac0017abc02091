import { Form, Formik } from 'formik';
import { lazy, Suspense, useState } from 'react';
import { useSignInMutation, type SecondFactorRequired } from '@/api/generated';
import { problemType } from '@/api/problem';
import { useGetConfigQuery } from '@/api/config';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, PasswordField } from '@/ui/Field';
import { useFinishSignIn } from './finishSignIn';
import { signInSchema } from './schema';
import { asksMore, type Entry } from './secondFactor/entry';
import { Loading } from '@/ui/Skeleton';

const SecondFactorStep = lazy(() => import('./secondFactor/SecondFactorStep'));

const wrong =
  'The e-mail address and the password do not match, or the address is not confirmed yet. Check both, or use “Forgot your password?”.';

export function SignInForm({ knownEmail = '' }: { knownEmail?: string }) {
  const [signIn] = useSignInMutation();
  const finish = useFinishSignIn();
  const [asked, setAsked] = useState<{ email: string; required: SecondFactorRequired } | null>(
    null,
  );
  const take = (email: string, answer: Entry) =>
    asksMore(answer) ? setAsked({ email, required: answer }) : finish(answer);
  if (asked) {
    return (
      <Suspense fallback={<Loading what="the next step" />}>
        <SecondFactorStep {...asked} onDone={finish} onRestart={() => setAsked(null)} />
      </Suspense>
    );
  }
  return (
    <Formik
      initialValues={{ email: knownEmail, password: '' }}
      validationSchema={signInSchema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(
          values,
          helpers,
          async () =>
            take(
              values.email.trim(),
              await signIn({
                credentials: { email: values.email.trim(), password: values.password },
              }).unwrap(),
            ),
          (error) => (isRefused(error) ? wrong : null),
        )
      }
    >
      {({ status, isSubmitting, setValues }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <DemoAccounts onChoose={(account) => void setValues(account, false)} />
          <Field name="email" label="E-mail address" type="email" autoComplete="username" />
          <PasswordField name="password" label="Password" autoComplete="current-password" />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            Sign in
          </Button>
        </Form>
      )}
    </Formik>
  );
}

const isRefused = (error: unknown) =>
  (error as { status?: unknown }).status === 401 && problemType(error) !== null;

/** In a demonstration shop, one click fills the form. */
function DemoAccounts({
  onChoose,
}: {
  onChoose: (account: { email: string; password: string }) => void;
}) {
  const { data: config } = useGetConfigQuery();
  if (!config?.demo || config.demo_accounts.length === 0) return null;
  return (
    <section aria-labelledby="demo-accounts" className="rounded-xl bg-sunken p-4">
      <h2 id="demo-accounts" className="font-sans text-sm font-semibold tracking-normal">
        This is a demonstration. Fill in an account:
      </h2>
      <div className="mt-3 flex flex-wrap gap-2">
        {config.demo_accounts.map(({ label, email, password }) => (
          <Button key={email} size="small" onClick={() => onChoose({ email, password })}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}

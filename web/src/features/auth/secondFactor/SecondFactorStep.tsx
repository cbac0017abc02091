import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import { useFinishSignInMutation, type SecondFactorRequired, type SignedIn } from '@/api/generated';
import { useGetConfigQuery } from '@/api/config';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { EnrolmentStep } from './EnrolmentStep';
import { codeHint, tooLate } from './entry';

type Props = {
  required: SecondFactorRequired;
  /** The address that was typed, if one was: the demo knows its code. */
  email?: string;
  onDone: (answer: SignedIn) => void;
  /** Back to the password. */
  onRestart: () => void;
};

/** What follows the password: a code, or setting the second factor up. */
export default function SecondFactorStep(props: Props) {
  return props.required.enrolled ? <CodeStep {...props} /> : <EnrolmentStep {...props} />;
}

const schema = object({ code: string().trim().required('Enter the code.') });

function CodeStep({ required, email, onDone, onRestart }: Props) {
  const [send] = useFinishSignInMutation();
  const { challenge } = required;
  return (
    <Formik
      initialValues={{ code: '' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(
          values,
          helpers,
          async () =>
            onDone(await send({ challengeAnswer: { challenge, code: values.code } }).unwrap()),
          tooLate,
        )
      }
    >
      {({ status, isSubmitting, setFieldValue }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <DemoCode email={email} onChoose={(code) => void setFieldValue('code', code)} />
          <Field
            name="code"
            label="Code"
            hint={codeHint}
            autoComplete="one-time-code"
            autoFocus
            spellCheck={false}
            autoCapitalize="none"
          />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            Go on
          </Button>
          <Button look="quiet" onClick={onRestart}>
            Back to the password
          </Button>
        </Form>
      )}
    </Formik>
  );
}

/** In a demonstration shop, nobody has the phone: the page knows the code of this half minute. */
function DemoCode({ email, onChoose }: { email?: string; onChoose: (code: string) => void }) {
  const { data: config, refetch } = useGetConfigQuery();
  const accounts = config?.demo_accounts ?? [];
  if (!accounts.some((account) => account.email === email && account.code)) return null;
  async function fill() {
    const { data } = await refetch();
    const code = data?.demo_accounts.find((account) => account.email === email)?.code;
    if (code) onChoose(code);
  }
  return (
    <section aria-label="Demonstration" className="rounded-xl bg-sunken p-4">
      <p className="text-sm">
        Staff sign in with an authenticator app as well. In this demonstration:
      </p>
      <Button size="small" className="mt-3" onClick={() => void fill()}>
        Fill in the code
      </Button>
    </section>
  );
}

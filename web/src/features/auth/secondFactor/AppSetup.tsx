import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import type { SecondFactorSetup } from '@/api/generated';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';

const schema = object({ code: string().trim().required('Enter the code that the app shows.') });

/** A picture to scan, the same as text, and the first code as a proof that it arrived. */
export function AppSetup({
  setup,
  action,
  explain,
  onCode,
}: {
  setup: SecondFactorSetup;
  action: string;
  explain?: (error: unknown) => string | null;
  onCode: (code: string) => Promise<void>;
}) {
  return (
    <Formik
      initialValues={{ code: '' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(values, helpers, () => onCode(values.code.trim()), explain)
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <ol className="list-decimal space-y-4 pl-5">
            <li>
              Scan this with an authenticator app.
              <img
                src={`data:image/svg+xml,${encodeURIComponent(setup.qr_svg)}`}
                alt="QR code with the key below"
                className="mt-3 size-52 rounded-xl border border-line"
              />
              <p className="mt-3 text-sm text-ink-2">
                No camera at hand? Type this key instead:
                <code className="mt-1 block font-mono text-base break-all text-ink">
                  {grouped(setup.key)}
                </code>
              </p>
            </li>
            <li>Enter the six digits it shows now.</li>
          </ol>
          <Field
            name="code"
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
          />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            {action}
          </Button>
        </Form>
      )}
    </Formik>
  );
}

const grouped = (key: string) => key.match(/.{1,4}/g)?.join(' ') ?? key;

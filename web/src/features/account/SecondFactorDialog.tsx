import { Form, Formik } from 'formik';
import { object, string } from 'yup';
import {
  useRenewRecoveryCodesMutation,
  useSetUpSecondFactorMutation,
  useTurnOffSecondFactorMutation,
  useTurnOnSecondFactorMutation,
} from '@/api/generated';
import { AppSetup } from '@/features/auth/secondFactor/AppSetup';
import { codeHint } from '@/features/auth/secondFactor/entry';
import { RecoveryCodes } from '@/features/auth/secondFactor/RecoveryCodes';
import { oldPassword } from '@/features/auth/schema';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, PasswordField } from '@/ui/Field';
import { toasted } from '@/ui/toastSlice';

const steps = {
  'turn on': { title: 'Turn the second factor on', Body: TurnOn },
  'turn off': { title: 'Turn the second factor off', Body: TurnOff },
  renew: { title: 'New recovery codes', Body: Renew },
};
export type Step = keyof typeof steps;

/** What is done about the second factor, a step at a time. */
export default function SecondFactorDialog({
  step,
  onClose,
}: {
  step: Step | null;
  onClose: () => void;
}) {
  if (!step) return null;
  const { title, Body } = steps[step];
  return (
    <Dialog open onClose={onClose} title={title}>
      <Body onDone={onClose} />
    </Dialog>
  );
}

const passwordSchema = object({ password: oldPassword });

function TurnOn({ onDone }: { onDone: () => void }) {
  const [begin, { data: setup }] = useSetUpSecondFactorMutation();
  const [turnOn, { data: codes }] = useTurnOnSecondFactorMutation();
  if (codes) return <Kept codes={codes.recovery_codes} onDone={onDone} />;
  if (setup) {
    return (
      <AppSetup
        setup={setup}
        action="Turn it on"
        onCode={async (code) => void (await turnOn({ factorCode: { code } }).unwrap())}
      />
    );
  }
  return (
    <Formik
      initialValues={{ password: '' }}
      validationSchema={passwordSchema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(values, helpers, () => begin({ ownPassword: values }).unwrap())
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <PasswordField name="password" label="Your password" autoComplete="current-password" />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Go on
          </Button>
        </Form>
      )}
    </Formik>
  );
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const [turnOff] = useTurnOffSecondFactorMutation();
  const dispatch = useAppDispatch();
  return (
    <CodeForm
      action="Turn it off"
      send={async (code) => {
        await turnOff({ factorCode: { code } }).unwrap();
        dispatch(toasted({ message: 'The second factor is off.' }));
        onDone();
      }}
    />
  );
}

function Renew({ onDone }: { onDone: () => void }) {
  const [renew, { data: codes }] = useRenewRecoveryCodesMutation();
  if (codes) return <Kept codes={codes.recovery_codes} onDone={onDone} />;
  return (
    <>
      <p className="mb-5 text-ink-2">The codes you have now will no longer work.</p>
      <CodeForm
        action="Get new codes"
        send={async (code) => void (await renew({ factorCode: { code } }).unwrap())}
      />
    </>
  );
}

function Kept({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-5">
      <RecoveryCodes codes={codes} />
      <Button look="primary" onClick={onDone}>
        I have stored them
      </Button>
    </div>
  );
}

const codeSchema = object({ code: string().trim().required('Enter the code.') });

function CodeForm({ action, send }: { action: string; send: (code: string) => Promise<void> }) {
  return (
    <Formik
      initialValues={{ code: '' }}
      validationSchema={codeSchema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values.code.trim()))}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <Field name="code" label="Code" hint={codeHint} autoComplete="one-time-code" />
          <Button type="submit" look="primary" busy={isSubmitting}>
            {action}
          </Button>
        </Form>
      )}
    </Formik>
  );
}

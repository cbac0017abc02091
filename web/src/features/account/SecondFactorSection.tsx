import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import {
  useGetSecondFactorQuery,
  useRenewRecoveryCodesMutation,
  useSetUpSecondFactorMutation,
  useTurnOffSecondFactorMutation,
  useTurnOnSecondFactorMutation,
  type SecondFactor,
} from '@/api/generated';
import { AppSetup } from '@/features/auth/secondFactor/AppSetup';
import { codeHint } from '@/features/auth/secondFactor/entry';
import { RecoveryCodes } from '@/features/auth/secondFactor/RecoveryCodes';
import { oldPassword } from '@/features/auth/schema';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, PasswordField } from '@/ui/Field';
import { Loading } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';

type Step = 'turn on' | 'turn off' | 'renew';

/** The code after the password: on or off, and the codes for the day the phone is lost. */
export function SecondFactorSection() {
  const { data, error, refetch } = useGetSecondFactorQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [step, setStep] = useState<Step | null>(null);
  const close = () => {
    setStep(null);
    void refetch();
  };
  return (
    <section aria-labelledby="second-factor" className="border-t border-line pt-8">
      <h2 id="second-factor" className="mb-2 flex flex-wrap items-center gap-3 text-xl font-bold">
        Second factor
        {data && (
          <Badge tone={data.enabled ? 'good' : 'plain'}>{data.enabled ? 'On' : 'Off'}</Badge>
        )}
      </h2>
      {data ? (
        <Standing factor={data} onChoose={setStep} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="your second factor" />
      )}
      <Dialog open={step === 'turn on'} onClose={close} title="Turn the second factor on">
        {step === 'turn on' && <TurnOn onDone={close} />}
      </Dialog>
      <Dialog open={step === 'turn off'} onClose={close} title="Turn the second factor off">
        {step === 'turn off' && <TurnOff onDone={close} />}
      </Dialog>
      <Dialog open={step === 'renew'} onClose={close} title="New recovery codes">
        {step === 'renew' && <Renew onDone={close} />}
      </Dialog>
    </section>
  );
}

function Standing({ factor, onChoose }: { factor: SecondFactor; onChoose: (step: Step) => void }) {
  const { enabled, required, since, recovery_codes_left: left } = factor;
  return (
    <>
      <p className="text-ink-2">
        {enabled && since
          ? `On since ${formatDateTime(since)}. ${left} of 10 recovery codes are left.`
          : 'A code from an app on your phone, asked for after the password. Whoever learns your password still stays out.'}
        {required && ' Staff cannot turn it off.'}
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        {!enabled && <Button onClick={() => onChoose('turn on')}>Turn it on</Button>}
        {enabled && <Button onClick={() => onChoose('renew')}>Get new recovery codes</Button>}
        {enabled && !required && (
          <Button look="danger" onClick={() => onChoose('turn off')}>
            Turn it off
          </Button>
        )}
      </div>
    </>
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

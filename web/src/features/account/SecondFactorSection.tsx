import { useState } from 'react';
import { useGetSecondFactorQuery, type SecondFactor } from '@/api/generated';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { onDemand } from '@/ui/onDemand';
import { Loading } from '@/ui/Skeleton';
import { Badge, ErrorState } from '@/ui/States';
import type { Step } from './SecondFactorDialog';

const SecondFactorDialog = onDemand(() => import('./SecondFactorDialog'));

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
      <SecondFactorDialog asked={step !== null} step={step} onClose={close} />
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

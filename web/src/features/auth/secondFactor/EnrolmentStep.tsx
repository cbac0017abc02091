import { useEffect, useRef, useState } from 'react';
import {
  useBeginEnrolmentMutation,
  useFinishEnrolmentMutation,
  type Enrolled,
  type SecondFactorRequired,
  type SignedIn,
} from '@/api/generated';
import { Button } from '@/ui/Button';
import { Loading } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { AppSetup } from './AppSetup';
import { tooLate } from './entry';
import { RecoveryCodes } from './RecoveryCodes';

/** The first sign-in of somebody who needs a second factor: set the app up, keep the codes, go on. */
export function EnrolmentStep({
  required: { challenge },
  onDone,
}: {
  required: SecondFactorRequired;
  onDone: (answer: SignedIn) => void;
}) {
  const [begin, { data: setup, error }] = useBeginEnrolmentMutation();
  const [finish] = useFinishEnrolmentMutation();
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const asked = useRef<string | null>(null); // each asking makes a new key, and effects may run twice

  useEffect(() => {
    if (asked.current === challenge) return;
    asked.current = challenge;
    void begin({ challenge: { challenge } });
  }, [begin, challenge]);

  if (enrolled) {
    return (
      <div className="flex flex-col gap-5">
        <RecoveryCodes codes={enrolled.recovery_codes} />
        <Button look="primary" size="large" onClick={() => onDone(enrolled)}>
          I have stored them: go on
        </Button>
      </div>
    );
  }
  if (error) return <ErrorState error={error} />;
  if (!setup) return <Loading what="the key for your app" />;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-2">
        This account needs a second factor beside the password. It takes a minute.
      </p>
      <AppSetup
        setup={setup}
        action="Turn on and sign in"
        explain={tooLate}
        onCode={async (code) =>
          setEnrolled(await finish({ challengeAnswer: { challenge, code } }).unwrap())
        }
      />
    </div>
  );
}

import { useState } from 'react';
import { useSelector } from 'react-redux';
import { Link, Navigate, useLocation } from 'react-router';
import { useGetConfigQuery } from '@/api/config';
import { useForgotPasswordMutation, useResendVerificationMutation } from '@/api/generated';
import { describeError } from '@/api/problem';
import { selectAccount } from '@/api/session';
import { Button, buttonClass, LinkButton } from '@/ui/Button';
import { Notice } from '@/ui/States';
import { AuthCard, textLink } from './AuthCard';

type Told = { email: string; next: string | null; purpose: 'verify' | 'reset' };

/** What to do after asking for a mail. The address travels in the history entry, never in the URL. */
export default function CheckMailPage() {
  const told = useLocation().state as Told | null;
  const account = useSelector(selectAccount);
  if (!told) return <Navigate replace to="/sign-in" />;
  if (account) return <Confirmed next={told.next} />;
  return (
    <AuthCard
      title="Check your mail"
      lead={
        <p>
          {told.purpose === 'verify'
            ? 'To finish, open the link in the mail to '
            : 'If there is an account, a link to choose a new password is on its way to '}
          <strong className="break-words text-ink">{told.email}</strong>.
        </p>
      }
      after={
        <p>
          Wrong address?{' '}
          <Link to={told.purpose === 'verify' ? '/sign-up' : '/forgot'} className={textLink}>
            Enter it again
          </Link>
        </p>
      }
    >
      <Mailbox />
      <p className="text-sm text-ink-2">
        Nothing there after a minute? Look into the spam folder, or have it sent again.
      </p>
      <SendAgain told={told} />
    </AuthCard>
  );
}

/** A demonstration shop shows its mails itself. */
function Mailbox() {
  const { data: config } = useGetConfigQuery();
  if (!config?.mailbox_url) return null;
  return (
    <a
      href={config.mailbox_url}
      target="_blank"
      rel="noreferrer"
      className={buttonClass('primary', 'large')}
    >
      Open the demo mailbox
    </a>
  );
}

function SendAgain({ told }: { told: Told }) {
  const [resend, verifying] = useResendVerificationMutation();
  const [forgot, resetting] = useForgotPasswordMutation();
  const [answer, setAnswer] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null);

  async function send() {
    setAnswer(null);
    const ask = told.purpose === 'verify' ? resend : forgot;
    const result = await ask({ emailRequest: { email: told.email } });
    setAnswer(
      result.error
        ? { tone: 'bad', text: describeError(result.error) }
        : { tone: 'good', text: 'Sent again. The newest mail has the link that works.' },
    );
  }
  return (
    <>
      <Button onClick={() => void send()} busy={verifying.isLoading || resetting.isLoading}>
        Send it again
      </Button>
      {answer && <Notice tone={answer.tone}>{answer.text}</Notice>}
    </>
  );
}

/** The link was opened in another tab: this one is signed in as well. */
function Confirmed({ next }: { next: string | null }) {
  return (
    <AuthCard title="You are signed in" lead="Your address is confirmed.">
      <LinkButton look="primary" size="large" to={next ?? '/'}>
        {next?.startsWith('/checkout') ? 'Go on to the checkout' : 'Continue'}
      </LinkButton>
    </AuthCard>
  );
}

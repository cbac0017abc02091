import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import { useListOwnGiftCardsQuery, useRedeemCodeMutation, type Redeemed } from '@/api/generated';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { DownloadOrderButton, OrderLines, PlayOrderButton } from '@/features/account/OrderLines';
import { formatDate, formatMoney } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { useOnce } from '@/lib/once';
import { usePageTitle } from '@/lib/page';
import { Button, LinkButton } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { CheckIcon } from '@/ui/icons';

const schema = object({ code: string().trim().required('Enter the code as it was given to you.') });

/** One page for every code that was given to somebody: music, or a gift card. */
export default function RedeemPage() {
  usePageTitle('Redeem a code');
  return (
    <CustomerOnly>
      <div className="page max-w-3xl py-8 sm:py-12">
        <Redeem />
      </div>
    </CustomerOnly>
  );
}

function Redeem() {
  const [redeemed, setRedeemed] = useState<Redeemed | null>(null);
  if (redeemed) return <Done redeemed={redeemed} onAnother={() => setRedeemed(null)} />;
  return (
    <>
      <h1 className="text-3xl font-bold sm:text-4xl">Redeem a code</h1>
      <p className="mt-2 max-w-prose text-ink-2">
        For a download code that came with a record or a ticket, and for gift cards. The music is
        yours at once; a gift card pays at the checkout.
      </p>
      <CodeForm onDone={setRedeemed} />
      <GiftCards />
    </>
  );
}

function CodeForm({ onDone }: { onDone: (redeemed: Redeemed) => void }) {
  const [redeem] = useRedeemCodeMutation();
  const once = useOnce();

  async function send(code: string) {
    onDone(
      await once(code, (key) => redeem({ 'Idempotency-Key': key, codeEntry: { code } }).unwrap()),
    );
  }
  return (
    <Formik
      initialValues={{ code: '' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values.code.trim()))}
    >
      {({ status, isSubmitting }) => (
        <Form
          noValidate
          className="mt-8 flex max-w-md flex-col gap-5 rounded-2xl border border-line bg-surface p-5"
        >
          <ErrorSummary general={status} />
          <Field
            name="code"
            label="Your code"
            hint="Sixteen letters and digits, such as K7QF-2M9X-PT4W-8HDA. Spaces and hyphens do not matter."
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono tracking-wider uppercase"
          />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            Redeem
          </Button>
        </Form>
      )}
    </Formik>
  );
}

function Done({ redeemed, onAnother }: { redeemed: Redeemed; onAnother: () => void }) {
  const isMusic = redeemed.kind === 'music';
  return (
    <div className="mx-auto max-w-3xl">
      <div className="flex flex-col items-center gap-3 text-center" role="status">
        <span className="grid size-14 animate-rise place-items-center rounded-full bg-good-soft text-good">
          <CheckIcon size={32} />
        </span>
        <h1 className="text-3xl font-bold sm:text-4xl">
          {isMusic ? 'It is yours.' : 'The gift card is yours.'}
        </h1>
        <p className="text-ink-2">
          {isMusic
            ? 'The music is in your library, to play and to download.'
            : `There is ${formatMoney(redeemed.gift_card.balance)} on it. Choose it at the checkout to pay with it.`}
        </p>
        <div className="mt-3 flex flex-wrap justify-center gap-3">
          {isMusic ? (
            <>
              <PlayOrderButton order={redeemed.order} look="primary" />
              <LinkButton size="large" to="/library">
                Go to your library
              </LinkButton>
            </>
          ) : (
            <LinkButton look="primary" size="large" to="/albums?sort=popularity">
              Find music
            </LinkButton>
          )}
          <Button size="large" onClick={onAnother}>
            Redeem another code
          </Button>
        </div>
      </div>
      {isMusic && (
        <section aria-labelledby="brought" className="mt-10">
          <div className="flex flex-wrap items-center gap-3">
            <h2 id="brought" className="mr-auto text-xl font-bold">
              Your downloads
            </h2>
            <DownloadOrderButton order={redeemed.order} />
          </div>
          <OrderLines order={redeemed.order} />
        </section>
      )}
    </div>
  );
}

function GiftCards() {
  const { data } = useListOwnGiftCardsQuery();
  if (!data?.items.length) return null;
  return (
    <section aria-labelledby="cards" className="mt-10">
      <h2 id="cards" className="text-xl font-bold">
        Your gift cards
      </h2>
      <ul className="mt-3 flex flex-col gap-2">
        {data.items.map((card) => (
          <li
            key={card.id}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-xl border border-line bg-surface px-4 py-3"
          >
            <span className="mr-auto font-semibold">Ending {card.last_four}</span>
            <span className="text-sm text-ink-2">
              {card.problem ??
                (card.expires_at ? `Good until ${formatDate(card.expires_at)}` : null)}
            </span>
            <strong className="tabular-nums">
              {formatMoney(card.balance, { free: false })}
              <span className="font-normal text-ink-2">
                {' '}
                of {formatMoney(card.initial, { free: false })}
              </span>
            </strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import { Panel } from '@/features/admin/ui/AdminPage';
import { NumberField } from '@/features/admin/ui/fields';
import { centsOf, moneyText } from '@/features/admin/ui/moneyText';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { toasted } from '@/ui/toastSlice';
import { useListRoyaltyRatesQuery, useSetRoyaltyRateMutation } from './reportsApi';
import { percent, type RoyaltyRate } from './words';

const full = 10_000;
/** Hundredths of a percent are to percents what cents are to dollars. */
const rateOf = (text: string): number | null => {
  const rate = centsOf(text);
  return rate !== null && rate >= 0 && rate <= full ? rate : null;
};

const rateSchema = object({
  rate: string()
    .required('Enter a rate.')
    .test(
      'rate',
      'Enter a percentage from 0 to 100, such as 70.',
      (text = '') => rateOf(text) !== null,
    ),
});

const freshSchema = rateSchema.shape({
  artist: string()
    .required('Enter the artist’s number.')
    .matches(/^[1-9]\d{0,8}$/, 'Enter the number that stands in the address of the artist’s page.'),
});

type Edited = { artist_id: number | null; name: string; rate_bp: number | null; fresh?: boolean };

/** What artists get: a rate for everybody, and those of some. */
export function RoyaltyRates() {
  const { data } = useListRoyaltyRatesQuery();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [setRate] = useSetRoyaltyRateMutation();
  const dispatch = useAppDispatch();

  async function takeAway({ artist_id, artist }: RoyaltyRate) {
    const { error } = await setRate({ royaltyChange: { artist_id, rate_bp: null } });
    if (!error)
      dispatch(toasted({ message: `${artist ?? 'The artist'} gets what everybody gets.` }));
  }
  return (
    <Panel
      title="Rates"
      about="A change counts for every period, also past ones."
      className="max-w-3xl print:hidden"
      actions={
        <Button
          onClick={() =>
            setEdited({ artist_id: null, name: 'an artist', rate_bp: null, fresh: true })
          }
        >
          Give an artist their own rate
        </Button>
      }
    >
      <ul className="flex flex-col">
        {data?.items.map((rate) => (
          <li
            key={rate.artist_id ?? 0}
            className="flex min-h-11 flex-wrap items-center gap-x-3 border-t border-line py-1.5 first:border-0"
          >
            <span className="min-w-0 flex-1 font-semibold">
              {rate.artist_id ? rate.artist : 'Everybody else'}
            </span>
            <span className="tabular-nums">{percent(rate.rate_bp)}</span>
            <Button
              look="quiet"
              onClick={() =>
                setEdited({
                  artist_id: rate.artist_id ?? null,
                  name: rate.artist ?? 'everybody else',
                  rate_bp: rate.rate_bp,
                })
              }
            >
              Change
              <span className="sr-only"> the rate of {rate.artist ?? 'everybody else'}</span>
            </Button>
            {rate.artist_id && (
              <Button look="quiet" onClick={() => void takeAway(rate)}>
                Take away<span className="sr-only"> the rate of {rate.artist}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={edited !== null}
        onClose={() => setEdited(null)}
        title={edited ? `The rate of ${edited.name}` : ''}
      >
        {edited && <RateForm edited={edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Panel>
  );
}

function RateForm({ edited, onDone }: { edited: Edited; onDone: () => void }) {
  const [setRate] = useSetRoyaltyRateMutation();
  const dispatch = useAppDispatch();
  return (
    <Formik
      initialValues={{ artist: '', rate: moneyText(edited.rate_bp) }}
      validationSchema={edited.fresh ? freshSchema : rateSchema}
      validateOnBlur={false}
      onSubmit={async (values, helpers) => {
        const artist_id = edited.fresh ? Number(values.artist) : edited.artist_id;
        const sent = await sendForm(values, helpers, () =>
          setRate({ royaltyChange: { artist_id, rate_bp: rateOf(values.rate) } }).unwrap(),
        );
        if (!sent) return;
        dispatch(toasted({ message: 'The rate is set.' }));
        onDone();
      }}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          {edited.fresh && <NumberField name="artist" label="Artist’s number" />}
          <NumberField
            name="rate"
            label="Rate in percent"
            hint="Of net sales, such as 70 or 12.5."
          />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Set the rate
          </Button>
        </Form>
      )}
    </Formik>
  );
}

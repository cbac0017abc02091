import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import type { TaxRate } from '@/api/generatedAdmin';
import { mayOpen } from '@/features/admin/area';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { DateField } from '@/features/admin/ui/fields';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { useRole } from '@/features/admin/useStaff';
import { countryName } from '@/lib/countries';
import { sendForm } from '@/lib/forms';
import { formatRate } from '@/lib/tax';
import { Button } from '@/ui/Button';
import { CountryField } from '@/ui/CountryField';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { EmptyState } from '@/ui/States';
import { mayEditRates } from './area';
import {
  match,
  useCreateTaxRateMutation,
  useDeleteTaxRateMutation,
  useListTaxRatesQuery,
  useUpdateTaxRateMutation,
} from './promotionsApi';

type Shown = { edit?: TaxRate | 'new'; remove?: TaxRate };

const columns = (mayEdit: boolean, show: (shown: Shown) => void): AdminColumn<TaxRate>[] => [
  {
    id: 'country',
    name: 'Country',
    min: 200,
    render: ({ country }) => <strong>{countryName(country)}</strong>,
  },
  { id: 'name', name: 'Name', width: 120, render: ({ name }) => name },
  {
    id: 'rate',
    name: 'Rate',
    width: 110,
    align: 'end',
    render: ({ rate_bp }) => `${formatRate(rate_bp)} %`,
  },
  { id: 'from', name: 'From', width: 150, render: ({ valid_from }) => valid_from },
  ...(mayEdit
    ? [
        {
          id: 'change',
          name: 'Change',
          width: 210,
          render: (rate: TaxRate) => (
            <span className="flex gap-2">
              <Button size="small" onClick={() => show({ edit: rate })}>
                Correct<span className="sr-only"> {countryName(rate.country)}</span>
              </Button>
              <Button size="small" onClick={() => show({ remove: rate })}>
                Remove<span className="sr-only"> {countryName(rate.country)}</span>
              </Button>
            </span>
          ),
        },
      ]
    : []),
];

export default function TaxRatesPage() {
  const { data, error, refetch } = useListTaxRatesQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const mayEdit = mayOpen(mayEditRates, useRole());
  const [shown, show] = useState<Shown>({});
  const [remove] = useDeleteTaxRateMutation();
  return (
    <AdminPage
      title="Tax rates"
      about="Prices include tax: a rate says how much of them is tax, by the country of the customer. Orders keep the rate they were placed with."
      actions={
        mayEdit && (
          <Button look="primary" onClick={() => show({ edit: 'new' })}>
            Add a rate
          </Button>
        )
      }
    >
      <AdminTable
        label="Tax rates"
        name="tax-rates"
        columns={columns(mayEdit, show)}
        list={wholeList(data?.items, { error, retry: () => void refetch() })}
        rowKey={({ country, valid_from }) => `${country}:${valid_from}`}
        rowName={({ country }) => countryName(country)}
        empty={
          <EmptyState title="No rates yet">
            Without a rate no tax is in the prices, in any country.
          </EmptyState>
        }
      />
      {shown.edit && <RateDialog rate={shown.edit} onClose={() => show({})} />}
      {shown.remove && (
        <RemoveDialog rate={shown.remove} remove={remove} onClose={() => show({})} />
      )}
    </AdminPage>
  );
}

function RemoveDialog({
  rate,
  remove,
  onClose,
}: {
  rate: TaxRate;
  remove: ReturnType<typeof useDeleteTaxRateMutation>[0];
  onClose: () => void;
}) {
  const { country, valid_from } = rate;
  return (
    <ConfirmDialog
      title={`Remove the rate of ${countryName(country)}?`}
      confirm="Remove the rate"
      danger
      onConfirm={() => remove({ country, validFrom: valid_from, ...match(rate) }).unwrap()}
      onClose={onClose}
    >
      From {valid_from} on the rate before it counts again, or none. Orders that were placed keep
      theirs.
    </ConfirmDialog>
  );
}

const schema = object({
  country: string().required('Choose a country.'),
  valid_from: string().required('Choose the first day.'),
  rate: string().test({
    message: 'Write a rate from 0 to 100, such as 21 or 5.5.',
    test: (text) => bpOf(text ?? '') !== null,
  }),
  name: string().trim().required('Name it as on invoices.').max(20),
});

/** 2100 for "21", 550 for "5,5". */
function bpOf(text: string): number | null {
  const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!parts) return null;
  const bp = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return bp <= 10_000 ? bp : null;
}

function RateDialog({ rate, onClose }: { rate: TaxRate | 'new'; onClose: () => void }) {
  const [create] = useCreateTaxRateMutation();
  const [update] = useUpdateTaxRateMutation();
  const isNew = rate === 'new';
  const initial = isNew
    ? { country: '', valid_from: '', rate: '', name: 'VAT' }
    : {
        country: rate.country,
        valid_from: rate.valid_from,
        rate: formatRate(rate.rate_bp),
        name: rate.name,
      };

  async function send({ country, valid_from, name, ...values }: typeof initial) {
    const rate_bp = bpOf(values.rate) ?? 0;
    if (isNew) {
      await create({ newTaxRate: { country, valid_from, rate_bp, name } }).unwrap();
    } else {
      await update({
        country,
        validFrom: valid_from,
        ...match(rate),
        taxRateChange: { rate_bp, name },
      }).unwrap();
    }
    onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={isNew ? 'Add a tax rate' : `Correct the rate of ${countryName(rate.country)}`}
    >
      <Formik
        initialValues={initial}
        validationSchema={schema}
        validateOnBlur={false}
        onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-4">
            <ErrorSummary general={status} />
            {isNew && (
              <>
                <CountryField name="country" />
                <DateField name="valid_from" label="First day" hint="It begins at midnight UTC." />
              </>
            )}
            <Field name="rate" label="Rate in percent" inputMode="decimal" autoComplete="off" />
            <Field name="name" label="Name on invoices" />
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              {isNew ? 'Add the rate' : 'Save the rate'}
            </Button>
          </Form>
        )}
      </Formik>
    </Dialog>
  );
}

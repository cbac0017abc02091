import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import type { GiftCard, IssuedGiftCard } from '@/api/generatedAdmin';
import { useGetConfigQuery } from '@/api/config';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { DateField, MoneyField, momentOf } from '@/features/admin/ui/fields';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { centsOf } from '@/features/admin/ui/moneyText';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDate, formatMoney } from '@/lib/format';
import { orNull, sendForm } from '@/lib/forms';
import { useOnce } from '@/lib/once';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, TextAreaField } from '@/ui/Field';
import { EmptyState } from '@/ui/States';
import { GiftCardState } from './badges';
import { OnceShown } from '@/features/admin/ui/OnceShown';
import { useIssueGiftCardMutation } from './promotionsApi';

const filters: Filter[] = [
  {
    kind: 'text',
    name: 'q',
    label: 'Search gift cards',
    placeholder: 'Name, address or last four',
  },
];

const columns: AdminColumn<GiftCard>[] = [
  {
    id: 'card',
    name: 'Card',
    width: 150,
    render: ({ last_four }) => <strong className="font-mono">… {last_four}</strong>,
  },
  {
    id: 'status',
    name: 'State',
    width: 120,
    render: (card) => <GiftCardState card={card} />,
  },
  {
    id: 'balance',
    name: 'Balance',
    width: 110,
    align: 'end',
    render: ({ balance }) => formatMoney(balance, { free: false }),
  },
  {
    id: 'initial',
    name: 'Issued for',
    width: 110,
    align: 'end',
    render: ({ initial }) => formatMoney(initial),
  },
  {
    id: 'for',
    name: 'Given to',
    min: 180,
    render: ({ recipient_name, recipient_email }) => recipient_name ?? recipient_email ?? '—',
  },
  {
    id: 'owner',
    name: 'Used by',
    min: 160,
    render: ({ owner_name }) => owner_name ?? 'Nobody yet',
  },
  { id: 'created', name: 'Issued', width: 130, render: ({ created_at }) => formatDate(created_at) },
  {
    id: 'expires',
    name: 'Good until',
    width: 130,
    render: ({ expires_at }) => (expires_at ? formatDate(expires_at) : 'For ever'),
  },
];

export default function GiftCardsPage() {
  const state = useFilters(filters);
  const list = useAdminList<GiftCard>('/api/v1/admin/gift-cards', state.values);
  const [issuing, setIssuing] = useState(false);
  return (
    <AdminPage
      title="Gift cards"
      about="A card pays at the checkout, in part or as a whole. Whoever enters its code first owns it."
      actions={
        <Button look="primary" onClick={() => setIssuing(true)}>
          Issue a gift card
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Gift cards"
        name="gift-cards"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ last_four }) => `card ending ${last_four}`}
        to={({ id }) => `/admin/gift-cards/${id}`}
        empty={
          state.active === 0 ? (
            <EmptyState title="No gift card yet">
              Issue one and give its code away, by hand or by mail.
            </EmptyState>
          ) : undefined
        }
      />
      {issuing && <IssueDialog onClose={() => setIssuing(false)} />}
    </AdminPage>
  );
}

const schema = object({
  amount: string().test({
    message: 'Write an amount such as 25.00.',
    test: (text) => (centsOf(text ?? '') ?? 0) > 0,
  }),
  recipient_email: string().trim().email('Write a mail address such as name@example.com.'),
});
const blank = {
  amount: '25.00',
  recipient_name: '',
  recipient_email: '',
  message: '',
  expires_at: '',
};

function IssueDialog({ onClose }: { onClose: () => void }) {
  const [issue] = useIssueGiftCardMutation();
  const { data: config } = useGetConfigQuery();
  const [issued, setIssued] = useState<IssuedGiftCard | null>(null);
  const once = useOnce();
  const currency = config?.currency ?? 'USD';

  async function send(values: typeof blank) {
    const newGiftCard = {
      amount: { amount: centsOf(values.amount) ?? 0, currency },
      recipient_name: orNull(values.recipient_name),
      recipient_email: orNull(values.recipient_email),
      message: orNull(values.message),
      expires_at: values.expires_at ? momentOf(`${values.expires_at}T23:59`) : null,
    };
    setIssued(
      await once(newGiftCard, (key) => issue({ 'Idempotency-Key': key, newGiftCard }).unwrap()),
    );
  }
  if (issued) {
    return (
      <Dialog
        open
        keepOpen
        onClose={onClose}
        title={`Gift card for ${formatMoney(issued.gift_card.initial)}`}
      >
        <OnceShown
          copy={issued.code ?? ''}
          actions={
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          }
        >
          <p className="rounded-xl bg-sunken px-4 py-5 text-center font-mono text-xl font-bold tracking-wider break-all">
            {issued.code ??
              'The code went out with the first answer, which was lost. Block this card and issue another.'}
          </p>
          {issued.mailed && (
            <p className="text-sm text-ink-2">
              It is on its way to {issued.gift_card.recipient_email} as well.
            </p>
          )}
        </OnceShown>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title="Issue a gift card">
      <Formik
        initialValues={blank}
        validationSchema={schema}
        validateOnBlur={false}
        onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-4">
            <ErrorSummary general={status} />
            <MoneyField name="amount" label="Amount" currency={currency} />
            <Field name="recipient_name" label="Given to" optional />
            <Field
              name="recipient_email"
              type="email"
              label="Mail address"
              hint="The code is sent there."
              optional
            />
            <TextAreaField name="message" label="A few words for the mail" rows={2} optional />
            <DateField name="expires_at" label="Good until" optional />
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              Issue the card
            </Button>
          </Form>
        )}
      </Formik>
    </Dialog>
  );
}

import { Form, Formik, useFormikContext } from 'formik';
import { useState } from 'react';
import { boolean, object } from 'yup';
import { useCreateAddressMutation, type Address, type Cart, type Profile } from '@/api/generated';
import { problemType } from '@/api/problem';
import { formatMoney } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { isUnanswered } from '@/lib/once';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { CheckboxField } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { BillingFields } from './BillingFields';
import {
  billingFields,
  billingOf,
  firstBilling,
  formOf,
  isKnown,
  type BillingForm,
} from './billing';
import type { PriceChange, usePlaceOrder } from './usePlaceOrder';

const schema = object({ ...billingFields, keep: boolean() });

export function CheckoutForm({
  cart,
  addresses,
  profile,
  placing,
}: {
  cart: Cart;
  addresses: Address[];
  profile: Profile;
  placing: ReturnType<typeof usePlaceOrder>;
}) {
  const [keepAddress] = useCreateAddressMutation();
  // What the form began with stays: a reload of the addresses must not overwrite what was typed.
  const [initial] = useState(() => ({
    ...firstBilling(addresses, profile),
    keep: addresses.length === 0,
  }));

  async function send(values: BillingForm & { keep: boolean }) {
    const billing = billingOf(values);
    if (values.keep && !isKnown(addresses, billing)) {
      await keepAddress({
        newAddress: { ...billing, is_default: addresses.length === 0 },
      }).unwrap();
    }
    await placing.place(
      { expected_total: cart.total, expected_to_pay: cart.to_pay, billing },
      cart.items,
    );
  }

  return (
    <Formik
      initialValues={initial}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values), explain)}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          {placing.priceChange ? (
            <PriceChanged change={placing.priceChange} />
          ) : (
            <ErrorSummary general={status} />
          )}
          <h2 className="text-xl font-bold">Billing address</h2>
          <p className="-mt-3 text-sm text-ink-2">It stands on your invoice. Nothing is shipped.</p>
          <SavedAddresses addresses={addresses} />
          <BillingFields purpose="billing " />
          <CheckboxField name="keep" label="Keep this address for next time" />
          <Button type="submit" look="primary" size="large" busy={isSubmitting}>
            {buttonWords(cart)}
          </Button>
          <p className="text-sm text-ink-2">
            {cart.to_pay.amount === 0
              ? 'Nothing is charged to a card.'
              : 'You pay on the page of our payment service and come back here. We never see your card.'}
          </p>
        </Form>
      )}
    </Formik>
  );
}

function buttonWords({ total, to_pay }: Cart): string {
  if (total.amount === 0) return 'Get it for free';
  if (to_pay.amount === 0) return 'Pay with your gift card';
  return `Pay ${formatMoney(to_pay, { free: false })}`;
}

function explain(error: unknown): string | null {
  if (isUnanswered(error)) {
    return 'We did not hear back from the shop. Press the button again: the order is placed once, however often you press.';
  }
  if (problemType(error) === 'empty-cart') {
    return 'Your cart was emptied meanwhile, perhaps in another tab. Look at your purchases before you order again.';
  }
  return null;
}

function PriceChanged({ change }: { change: PriceChange }) {
  return (
    <Notice tone="warn">
      <strong>The total has changed</strong> from {formatMoney(change.before, { free: false })} to{' '}
      {formatMoney(change.now, { free: false })} since you opened this page. Nothing was charged.
      Look at your order, and press Pay if the new total suits you.
    </Notice>
  );
}

function SavedAddresses({ addresses }: { addresses: Address[] }) {
  const { values, setValues } = useFormikContext<BillingForm & { keep: boolean }>();
  if (addresses.length < 2) return null;
  const chosen = addresses.find((address) => isKnown([address], billingOf(values)))?.id ?? '';
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor="saved-address" className="text-sm font-semibold">
        Your addresses
      </label>
      <select
        id="saved-address"
        value={chosen}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink"
        onChange={(event) => {
          const address = addresses.find(({ id }) => id === event.target.value);
          void setValues({ ...formOf(address), keep: values.keep }, false);
        }}
      >
        {addresses.map(({ id, name, line1, city }) => (
          <option key={id} value={id}>
            {[name, line1, city].join(', ')}
          </option>
        ))}
        <option value="">Another address</option>
      </select>
    </div>
  );
}

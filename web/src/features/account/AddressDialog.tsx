import { Form, Formik } from 'formik';
import { boolean, object } from 'yup';
import { useCreateAddressMutation, useUpdateAddressMutation, type Address } from '@/api/generated';
import { billingFields, billingOf, formOf, type BillingForm } from '@/features/checkout/billing';
import { BillingFields } from '@/features/checkout/BillingFields';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { CheckboxField } from '@/ui/Field';

const schema = object({ ...billingFields, is_default: boolean() });

export default function AddressDialog({
  editing,
  isFirst,
  onClose,
}: {
  editing: Address | 'new' | null;
  isFirst: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={editing !== null}
      onClose={onClose}
      title={editing === 'new' ? 'Add an address' : 'Edit the address'}
    >
      {editing && (
        <AddressForm
          address={editing === 'new' ? null : editing}
          isFirst={isFirst}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

function AddressForm({
  address,
  isFirst,
  onDone,
}: {
  address: Address | null;
  isFirst: boolean;
  onDone: () => void;
}) {
  const [create] = useCreateAddressMutation();
  const [update] = useUpdateAddressMutation();

  async function send(values: BillingForm & { is_default: boolean }) {
    const newAddress = { ...billingOf(values), is_default: values.is_default };
    await (address ? update({ id: address.id, newAddress }) : create({ newAddress })).unwrap();
    onDone();
  }
  return (
    <Formik
      initialValues={{ ...formOf(address), is_default: address?.is_default ?? isFirst }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <BillingFields />
          <CheckboxField name="is_default" label="Use it first at the checkout" />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" busy={isSubmitting}>
              Save address
            </Button>
            <Button onClick={onDone}>Cancel</Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}

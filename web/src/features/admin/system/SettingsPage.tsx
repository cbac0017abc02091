import { Form, Formik } from 'formik';
import { number, object, string } from 'yup';
import type { SettingsView } from '@/api/generatedAdmin';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { NumberField } from '@/features/admin/ui/fields';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, TextAreaField } from '@/ui/Field';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { useGetSettingsQuery, useSaveSettingsMutation } from './systemApi';

/** What the owner of the shop decides without touching the machine. */
export default function SettingsPage() {
  const { data, error, refetch } = useGetSettingsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  return (
    <AdminPage title="Settings" about="They are in force from the next start of the shop on.">
      {data ? (
        <>
          {isWaiting(data) && (
            <Notice tone="accent">
              Saved, and not in force yet: start the shop anew when nobody is paying.
            </Notice>
          )}
          <Panel className="max-w-2xl">
            <SettingsForm key={JSON.stringify(data.saved)} saved={data.saved} />
          </Panel>
        </>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <>
          <Loading what="the settings" />
          <RowsSkeleton count={3} />
        </>
      )}
    </AdminPage>
  );
}

const isWaiting = ({ saved, in_force }: SettingsView) =>
  JSON.stringify(saved) !== JSON.stringify(in_force);

const schema = object({
  shop_name: string().trim().required('Enter a name.').max(60, 'Use at most 60 letters.'),
  order_minutes: number()
    .typeError('Enter a whole number.')
    .required('Enter a whole number.')
    .integer('Enter a whole number.')
    .min(1, 'At least 1.')
    .max(1440, 'At most 1440, a day.'),
});

function SettingsForm({ saved }: { saved: SettingsView['saved'] }) {
  const [save] = useSaveSettingsMutation();
  const dispatch = useAppDispatch();
  return (
    <Formik
      initialValues={{
        shop_name: saved.shop_name,
        seller_address: saved.seller_address.join('\n'),
        order_minutes: String(saved.order_minutes),
      }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={async (values, helpers) => {
        const done = await sendForm(values, helpers, () =>
          save({
            shopSettings: {
              shop_name: values.shop_name.trim(),
              seller_address: values.seller_address.split('\n'),
              order_minutes: Number(values.order_minutes),
            },
          }).unwrap(),
        );
        if (done) dispatch(toasted({ message: 'The settings are saved.' }));
      }}
    >
      {({ status, isSubmitting, dirty }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field
            name="shop_name"
            label="Name of the shop"
            hint="On invoices, in mails, and in the app of a second factor."
          />
          <TextAreaField
            name="seller_address"
            label="Address on invoices"
            hint="Below the name, a line each."
            optional
          />
          <NumberField
            name="order_minutes"
            label="Minutes an order waits for its payment"
            hint="After that its price and what it holds in stock are free again."
          />
          <div>
            <Button type="submit" look="primary" busy={isSubmitting} disabled={!dirty}>
              Save
            </Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}

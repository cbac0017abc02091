import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import { useSaveFileMutation } from '@/api/files';
import { useDeleteAccountMutation } from '@/api/generated';
import { describeError } from '@/api/problem';
import { sessionHint, signedOut } from '@/api/session';
import { oldPassword } from '@/features/auth/schema';
import { useAppDispatch } from '@/lib/dispatch';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, PasswordField } from '@/ui/Field';
import { DownloadIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { AccountLayout } from './AccountLayout';

export default function DataPage() {
  return (
    <AccountLayout title="Your data">
      <Export />
      <Deletion />
    </AccountLayout>
  );
}

function Export() {
  const [save, { isLoading, error }] = useSaveFileMutation();
  return (
    <section aria-labelledby="export">
      <h2 id="export" className="text-xl font-bold">
        Take it with you
      </h2>
      <p className="mt-2 mb-4 text-ink-2">
        Everything the shop keeps about you as one JSON file: your profile, addresses and orders.
      </p>
      <Button
        busy={isLoading}
        onClick={() =>
          void save({ url: '/api/v1/customers/me/export', filename: 'chinook-my-data.json' })
        }
      >
        {!isLoading && <DownloadIcon size={18} />}
        Download my data
      </Button>
      {error && (
        <div className="mt-4">
          <Notice tone="bad">Not downloaded. {describeError(error)}</Notice>
        </div>
      )}
    </section>
  );
}

function Deletion() {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="delete" className="border-t border-line pt-8">
      <h2 id="delete" className="text-xl font-bold">
        Delete the account
      </h2>
      <p className="mt-2 mb-4 text-ink-2">
        Your library, your downloads and your address book go with it, for good. Download your music
        first. Invoices are kept as long as the law asks for it.
      </p>
      <Button look="danger" onClick={() => setOpen(true)}>
        Delete my account
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Delete your account?">
        <DeletionForm onCancel={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}

const word = 'delete';
const schema = object({
  password: oldPassword,
  confirmation: string()
    .trim()
    .lowercase()
    .required(`Type the word “${word}”.`)
    .oneOf([word], `Type the word “${word}”.`),
});

function DeletionForm({ onCancel }: { onCancel: () => void }) {
  const [deleteAccount] = useDeleteAccountMutation();
  const dispatch = useAppDispatch();

  async function send(password: string) {
    await deleteAccount({ deleteAccount: { password } }).unwrap();
    sessionHint.clear();
    dispatch(signedOut({ expired: false }));
    dispatch(toasted({ message: 'Your account is deleted. Farewell.' }));
  }
  return (
    <Formik
      initialValues={{ password: '', confirmation: '' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values.password))}
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-5">
          <ErrorSummary general={status} />
          <p className="text-ink-2">This cannot be undone.</p>
          <PasswordField name="password" label="Password" autoComplete="current-password" />
          <Field
            name="confirmation"
            label={`To confirm, type the word “${word}”`}
            autoComplete="off"
            autoCapitalize="none"
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="danger" busy={isSubmitting}>
              Delete my account for good
            </Button>
            <Button onClick={onCancel}>Keep it</Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}

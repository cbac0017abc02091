import { Form, Formik } from 'formik';
import { useState } from 'react';
import { array, number, object, string } from 'yup';
import type { ApiKey, KeyScope } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { NumberField } from '@/features/admin/ui/fields';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { EmptyState } from '@/ui/States';
import { ChoicesField } from './ChoicesField';
import { SecretShown } from '@/features/admin/ui/OnceShown';
import { useCreateApiKeyMutation, useRevokeApiKeyMutation } from './systemApi';

const scopes: readonly { value: KeyScope; label: string }[] = [
  { value: 'catalogue:read', label: 'Read the catalogue' },
  { value: 'sales:read', label: 'Read what was sold' },
  { value: 'orders:read', label: 'Read orders, without who placed them' },
];

/** Keys with which partners' programs read what was agreed. */
export default function KeysPage() {
  const list = useAdminList<ApiKey>('/api/v1/admin/api-keys', {});
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const [revoke] = useRevokeApiKeyMutation();
  const columns: AdminColumn<ApiKey>[] = [
    { id: 'name', name: 'Whose', min: 180, render: ({ name }) => name },
    {
      id: 'prefix',
      name: 'Begins with',
      width: 150,
      render: ({ prefix }) => <code className="font-mono">{prefix}…</code>,
    },
    { id: 'scopes', name: 'May read', min: 240, render: (key) => key.scopes.join(', ') },
    { id: 'rate', name: 'A minute', width: 100, align: 'end', render: (key) => key.per_minute },
    {
      id: 'used',
      name: 'Last used',
      width: 215,
      render: (key) => (key.last_used_at ? formatDateTime(key.last_used_at) : 'Never'),
    },
    {
      id: 'state',
      name: 'State',
      width: 130,
      render: (key) =>
        key.revoked_at ? (
          <StateBadge state="disabled" label="Revoked" />
        ) : (
          <StateBadge state="active" />
        ),
    },
    {
      id: 'revoke',
      name: 'Revoke',
      width: 110,
      render: (key) =>
        !key.revoked_at && (
          <Button
            size="small"
            look="danger"
            aria-label={`Revoke the key of ${key.name}`}
            onClick={() => setEnding(key)}
          >
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <AdminPage
      title="API keys"
      about="For programs of partners. A key reads what it was made for, as often as agreed, until it is revoked."
      actions={
        <Button look="primary" onClick={() => setMaking(true)}>
          Make a key
        </Button>
      }
    >
      <AdminTable
        label="API keys"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={<EmptyState title="No keys yet">Make one for the first partner.</EmptyState>}
      />
      <Dialog open={making} keepOpen onClose={() => setMaking(false)} title="Make a key">
        {making && <NewKey onDone={() => setMaking(false)} />}
      </Dialog>
      {ending && (
        <ConfirmDialog
          title={`Revoke the key of ${ending.name}?`}
          confirm="Revoke it"
          danger
          onConfirm={() => revoke({ id: ending.id }).unwrap()}
          onClose={() => setEnding(null)}
        >
          Programs that use it are refused from the next request on. It cannot be brought back.
        </ConfirmDialog>
      )}
    </AdminPage>
  );
}

const schema = object({
  name: string().trim().required('Say whose it is.').max(80, 'Use at most 80 letters.'),
  scopes: array().of(string()).min(1, 'Choose what the key may read.'),
  per_minute: number()
    .typeError('Enter a whole number.')
    .required('Enter a whole number.')
    .integer('Enter a whole number.')
    .min(1, 'At least 1.')
    .max(6000, 'At most 6000.'),
});

function NewKey({ onDone }: { onDone: () => void }) {
  const [create, { data }] = useCreateApiKeyMutation();
  if (data) return <SecretShown about="This is the key." secret={data.key} onDone={onDone} />;
  return (
    <Formik
      initialValues={{ name: '', scopes: ['catalogue:read'] as KeyScope[], per_minute: '120' }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(values, helpers, () =>
          create({
            newApiKey: {
              name: values.name.trim(),
              scopes: values.scopes,
              per_minute: Number(values.per_minute),
            },
          }).unwrap(),
        )
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="name" label="Whose is it?" placeholder="Radio Nova" />
          <ChoicesField name="scopes" label="May read" choices={scopes} />
          <NumberField name="per_minute" label="Requests a minute" />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Make the key
          </Button>
        </Form>
      )}
    </Formik>
  );
}

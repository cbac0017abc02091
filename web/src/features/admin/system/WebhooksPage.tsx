import { Form, Formik } from 'formik';
import { useState } from 'react';
import { array, object, string } from 'yup';
import type { WebhookEndpoint } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { formatDate } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field } from '@/ui/Field';
import { EmptyState } from '@/ui/States';
import { ChoicesField } from './ChoicesField';
import { HookTabs } from './hookTabs';
import { SecretShown } from '@/features/admin/ui/OnceShown';
import { useCreateWebhookEndpointMutation, useListWebhookEndpointsQuery } from './systemApi';

const columns: AdminColumn<WebhookEndpoint>[] = [
  { id: 'url', name: 'Address', min: 260, render: ({ url }) => url },
  { id: 'about', name: 'For', min: 140, render: ({ about }) => about },
  { id: 'events', name: 'Told of', min: 220, render: ({ events }) => events.join(', ') },
  {
    id: 'state',
    name: 'State',
    width: 120,
    render: ({ disabled_at }) => <StateBadge state={disabled_at ? 'paused' : 'active'} />,
  },
  { id: 'since', name: 'Since', width: 130, render: (hook) => formatDate(hook.created_at) },
];

/** Where other programs are told what happens here. */
export default function WebhooksPage() {
  const { data, error, refetch } = useListWebhookEndpointsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [making, setMaking] = useState(false);
  return (
    <AdminPage
      title="Webhooks"
      about="Other programs are told what happens here, signed with a secret of their own; what fails is tried again."
      actions={
        <Button look="primary" onClick={() => setMaking(true)}>
          Add an endpoint
        </Button>
      }
    >
      <HookTabs />
      <AdminTable
        label="Endpoints"
        columns={columns}
        list={wholeList(data?.items, { error, retry: () => void refetch() })}
        rowKey={({ id }) => id}
        rowName={({ url }) => url}
        to={({ id }) => `/admin/webhooks/${id}`}
        empty={<EmptyState title="Nobody is told yet">Add the first endpoint.</EmptyState>}
      />
      <Dialog open={making} keepOpen onClose={() => setMaking(false)} title="Add an endpoint">
        {making && <NewEndpoint onDone={() => setMaking(false)} />}
      </Dialog>
    </AdminPage>
  );
}

const events = [
  { value: 'order.paid', label: 'An order was paid' },
  { value: 'order.refunded', label: 'Money was given back' },
  { value: 'release.published', label: 'An album was published' },
];
const schema = object({
  url: string()
    .trim()
    .required('Enter an address.')
    .url('Enter an address like https://example.com/hooks.'),
  about: string().trim().max(80, 'Use at most 80 letters.'),
  events: array().of(string()).min(1, 'Choose what it is told of.'),
});

function NewEndpoint({ onDone }: { onDone: () => void }) {
  const [create, { data }] = useCreateWebhookEndpointMutation();
  if (data) {
    return (
      <SecretShown
        about="The receiver checks the signature with this secret."
        secret={data.secret}
        onDone={onDone}
      />
    );
  }
  return (
    <Formik
      initialValues={{ url: '', about: '', events: ['order.paid'] }}
      validationSchema={schema}
      validateOnBlur={false}
      onSubmit={(values, helpers) =>
        sendForm(values, helpers, () =>
          create({
            newWebhookEndpoint: {
              url: values.url.trim(),
              about: values.about.trim(),
              events: values.events,
            },
          }).unwrap(),
        )
      }
    >
      {({ status, isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <ErrorSummary general={status} />
          <Field name="url" label="Address" type="url" placeholder="https://example.com/hooks" />
          <Field name="about" label="Whose is it?" optional />
          <ChoicesField name="events" label="Told of" choices={events} />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Add it
          </Button>
        </Form>
      )}
    </Formik>
  );
}

import { Form, Formik, useField } from 'formik';
import { useState } from 'react';
import { array, object, string } from 'yup';
import type { CreatedDownloadBatch, DownloadBatch } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { ConfirmDialog } from '@/features/admin/ui/ConfirmDialog';
import { DateField, NumberField, momentOf } from '@/features/admin/ui/fields';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDate, plural } from '@/lib/format';
import { sendForm } from '@/lib/forms';
import { useOnce } from '@/lib/once';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorSummary } from '@/ui/ErrorSummary';
import { Field, FieldError, useControl } from '@/ui/Field';
import { DownloadIcon } from '@/ui/icons';
import { Badge, EmptyState } from '@/ui/States';
import { CatalogPicker } from './CatalogPicker';
import { OnceShown } from '@/features/admin/ui/OnceShown';
import type { Picked } from './promotionForm';
import {
  match,
  useCreateDownloadBatchMutation,
  useRevokeDownloadBatchMutation,
} from './promotionsApi';

const columns = (onRevoke: (batch: DownloadBatch) => void): AdminColumn<DownloadBatch>[] => [
  { id: 'name', name: 'Batch', min: 200, render: ({ name }) => <strong>{name}</strong> },
  {
    id: 'item',
    name: 'Music',
    min: 220,
    render: ({ kind, title, artist_name }) =>
      `${title}${artist_name ? ` · ${artist_name}` : ''} (${kind})`,
  },
  {
    id: 'redeemed',
    name: 'Redeemed',
    width: 150,
    align: 'end',
    render: ({ redeemed_count, code_count }) => `${redeemed_count} of ${code_count}`,
  },
  {
    id: 'status',
    name: 'State',
    width: 120,
    render: ({ status }) =>
      status === 'revoked' ? <Badge tone="bad">Withdrawn</Badge> : <Badge tone="good">Good</Badge>,
  },
  {
    id: 'expires',
    name: 'Good until',
    width: 130,
    render: ({ expires_at }) => (expires_at ? formatDate(expires_at) : 'For ever'),
  },
  { id: 'created', name: 'Made', width: 130, render: ({ created_at }) => formatDate(created_at) },
  {
    id: 'actions',
    name: 'Withdraw',
    width: 130,
    render: (batch) =>
      batch.status === 'active' &&
      batch.redeemed_count < batch.code_count && (
        <Button size="small" onClick={() => onRevoke(batch)}>
          Withdraw<span className="sr-only"> {batch.name}</span>
        </Button>
      ),
  },
];

export default function DownloadCodesPage() {
  const list = useAdminList<DownloadBatch>('/api/v1/admin/download-batches', {});
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<DownloadBatch | null>(null);
  return (
    <AdminPage
      title="Download codes"
      about="Codes that each bring one album or track, once: for records, tickets, reviewers."
      actions={
        <Button look="primary" onClick={() => setMaking(true)}>
          Make codes
        </Button>
      }
    >
      <AdminTable
        label="Batches of download codes"
        name="download-codes"
        columns={columns(setRevoked)}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={
          <EmptyState title="No codes yet">
            Make a batch, save its list, and print or send the codes.
          </EmptyState>
        }
      />
      {making && <MakeDialog onClose={() => setMaking(false)} />}
      {revoked && <RevokeDialog batch={revoked} onClose={() => setRevoked(null)} />}
    </AdminPage>
  );
}

function RevokeDialog({ batch, onClose }: { batch: DownloadBatch; onClose: () => void }) {
  const [revoke] = useRevokeDownloadBatchMutation();
  const left = batch.code_count - batch.redeemed_count;
  return (
    <ConfirmDialog
      title={`Withdraw “${batch.name}”?`}
      confirm={`Withdraw ${plural(left, 'code')}`}
      danger
      onConfirm={() => revoke({ id: batch.id, ...match(batch) }).unwrap()}
      onClose={onClose}
    >
      Codes that were not redeemed cannot be any more. What was redeemed stays with its owners.
    </ConfirmDialog>
  );
}

const schema = object({
  name: string().trim().required('Name the batch, so that others know what it is for.').max(80),
  count: string().test({
    message: 'Write a whole number from 1 to 5000.',
    test: (text) => /^\d+$/.test(text ?? '') && Number(text) >= 1 && Number(text) <= 5000,
  }),
  item: array().min(1, 'Choose an album or a track.'),
});
type MakeForm = { name: string; count: string; expires_at: string; item: Picked[] };
const blank: MakeForm = { name: '', count: '100', expires_at: '', item: [] };

function MakeDialog({ onClose }: { onClose: () => void }) {
  const [create] = useCreateDownloadBatchMutation();
  const [made, setMade] = useState<CreatedDownloadBatch | null>(null);
  const once = useOnce();

  async function send(values: MakeForm) {
    const [item] = values.item;
    if (!item || (item.kind !== 'album' && item.kind !== 'track')) return;
    const newDownloadBatch = {
      name: values.name,
      item: { kind: item.kind, id: item.id },
      count: Number(values.count),
      expires_at: values.expires_at ? momentOf(`${values.expires_at}T23:59`) : null,
    };
    setMade(
      await once(newDownloadBatch, (key) =>
        create({ 'Idempotency-Key': key, newDownloadBatch }).unwrap(),
      ),
    );
  }
  if (made) return <Made made={made} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title="Make download codes">
      <Formik
        initialValues={blank}
        validationSchema={schema}
        validateOnBlur={false}
        onSubmit={(values, helpers) => sendForm(values, helpers, () => send(values))}
      >
        {({ status, isSubmitting }) => (
          <Form noValidate className="flex flex-col gap-4">
            <ErrorSummary general={status} />
            <Field name="name" label="Name of the batch" hint="For staff: “Vinyl edition 2026”." />
            <ItemField />
            <NumberField name="count" label="How many codes" />
            <DateField name="expires_at" label="Good until" optional />
            <Button type="submit" look="primary" size="large" busy={isSubmitting}>
              Make the codes
            </Button>
          </Form>
        )}
      </Formik>
    </Dialog>
  );
}

function ItemField() {
  const [{ value }, , { setValue }] = useField<Picked[]>('item');
  const control = useControl({ name: 'item' });
  return (
    <div className="flex flex-col gap-1.5">
      <CatalogPicker
        id={control.id}
        describedBy={control['aria-describedby']}
        label="What each code brings"
        kinds={['album', 'track']}
        most={1}
        value={value}
        onChange={(item) => void setValue(item)}
      />
      <FieldError name="item" />
    </div>
  );
}

function Made({ made, onClose }: { made: CreatedDownloadBatch; onClose: () => void }) {
  const { batch, codes } = made;
  return (
    <Dialog
      open
      keepOpen
      onClose={onClose}
      title={`${plural(codes.length, 'code')} for ${batch.title}`}
    >
      <OnceShown
        copy={codes.join('\n')}
        actions={
          <>
            <Button look="primary" onClick={() => saveCsv(batch, codes)}>
              <DownloadIcon size={18} /> Save as CSV
            </Button>
            <Button onClick={onClose}>Done</Button>
          </>
        }
      >
        {codes.length === 0 ? (
          <p>
            The codes went out with the first answer, which was lost. Withdraw this batch and make
            another.
          </p>
        ) : (
          <ul
            aria-label="Codes"
            // A long list scrolls, by keyboard as well.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="max-h-64 overflow-auto rounded-xl bg-sunken px-4 py-3 font-mono text-sm"
          >
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        )}
      </OnceShown>
    </Dialog>
  );
}

/** The list as a file: the codes are letters, digits and hyphens, and need no quotes. */
function saveCsv(batch: DownloadBatch, codes: string[]) {
  const rows = ['code', ...codes].join('\r\n');
  const url = URL.createObjectURL(new Blob(['\uFEFF', rows, '\r\n'], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `download-codes-${batch.id}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

import { useState } from 'react';
import { useVerifyAuditLogMutation } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { toasted } from '@/ui/toastSlice';
import { auditParams } from './auditParams';
import { actionWords, actorName, type AuditEntry } from './auditWords';
import { EntryDetail } from './EntryDetail';

const filters: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search notes and changes' },
  {
    kind: 'choice',
    name: 'actor_kind',
    label: 'Who',
    options: [
      { value: 'staff', label: 'Staff' },
      { value: 'customer', label: 'Customers' },
      { value: 'system', label: 'The system' },
    ],
  },
  {
    kind: 'text',
    name: 'action',
    label: 'Action',
    placeholder: 'Action, such as order or staff.invited',
  },
  { kind: 'dates', from: 'from', to: 'until', label: 'When' },
];

const url = '/api/v1/admin/audit';

/** Who did what: written once, never changed, and provable. */
export default function AuditPage() {
  const state = useFilters(filters);
  const params = auditParams(state.values);
  const list = useAdminList<AuditEntry>(url, params);
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const columns: AdminColumn<AuditEntry>[] = [
    {
      id: 'at',
      name: 'When',
      width: 215,
      render: (entry) => (
        <button
          type="button"
          className="underline-offset-4 hover:underline"
          onClick={() => setShown(entry)}
        >
          {formatDateTime(entry.at)}
        </button>
      ),
    },
    { id: 'actor', name: 'Who', width: 180, render: actorName },
    { id: 'action', name: 'What', width: 220, render: ({ action }) => actionWords(action) },
    {
      id: 'entity',
      name: 'About',
      width: 220,
      render: (e) => `${e.entity} ${shortId(e.entity_id)}`,
    },
    { id: 'note', name: 'Note', render: (entry) => entry.note ?? '' },
    {
      id: 'behalf',
      name: 'On behalf of',
      width: 160,
      hidden: true,
      render: (e) => e.on_behalf_of ?? '',
    },
    {
      id: 'seal',
      name: 'Seal',
      width: 90,
      align: 'end',
      hidden: true,
      render: (e) => e.seal ?? '…',
    },
  ];
  return (
    <AdminPage
      title="Audit log"
      about="Every change that staff made, and every step of money. Entries are sealed into a chain; nobody can change or remove one unnoticed."
      actions={<Verify />}
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Audit log"
        name="audit"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={(entry) => `${entry.action} at ${formatDateTime(entry.at)}`}
        tools={<CsvButton url={`${url}/export.csv`} params={params} filename="audit-log.csv" />}
      />
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={shown ? actionWords(shown.action) : ''}
        shape="drawer"
      >
        {shown && <EntryDetail entry={shown} />}
      </Dialog>
    </AdminPage>
  );
}

const shortId = (id: string) => (id.length > 12 ? `${id.slice(0, 8)}…` : id);

function Verify() {
  const [verify, { isLoading }] = useVerifyAuditLogMutation();
  const dispatch = useAppDispatch();
  async function check() {
    const { data, error } = await verify();
    if (error) return void dispatch(toasted({ tone: 'bad', message: describeError(error) }));
    const broken = data?.broken_at ?? null;
    dispatch(
      toasted(
        broken === null
          ? { message: `The chain is whole: ${data?.checked ?? 0} entries were checked.` }
          : {
              tone: 'bad',
              message: `The chain is broken at seal ${broken}. Somebody altered the log.`,
            },
      ),
    );
  }
  return (
    <Button busy={isLoading} onClick={() => void check()}>
      Check the chain
    </Button>
  );
}

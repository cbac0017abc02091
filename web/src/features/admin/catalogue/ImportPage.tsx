import { useState } from 'react';
import type { CatalogueImport } from '@/api/generatedAdmin';
import { describeError, isProblem, problemType } from '@/api/problem';
import { plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Notice } from '@/ui/States';
import { AdminPage, Panel } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { CsvButton } from '@/features/admin/ui/CsvButton';
import { UploadDrop } from '@/features/admin/ui/UploadDrop';
import { wholeList } from '@/features/admin/ui/useAdminList';
import { useDeskWrite } from './desk';

type RowError = CatalogueImport['errors'][number];
type RowChange = CatalogueImport['changes'][number];

const errorColumns: AdminColumn<RowError>[] = [
  { id: 'line', name: 'Line', width: 80, align: 'end', render: ({ line }) => line },
  { id: 'column', name: 'Column', width: 130, render: ({ column }) => column },
  { id: 'why', name: 'Why it is left out', min: 240, render: ({ message }) => message },
];
const changeColumns: AdminColumn<RowChange>[] = [
  { id: 'line', name: 'Line', width: 80, align: 'end', render: ({ line }) => line },
  {
    id: 'track',
    name: 'Track',
    width: 140,
    render: ({ track_id }) => (track_id ? `#${track_id}` : 'New'),
  },
  { id: 'what', name: 'What changes', min: 300, render: ({ changes }) => changes.join(' · ') },
];

/** A catalogue file: read, looked at, applied in one go. */
export default function ImportPage() {
  const [plan, setPlan] = useState<CatalogueImport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const write = useDeskWrite();

  async function apply(id: string) {
    setBusy(true);
    setProblem(null);
    try {
      setPlan(await write<CatalogueImport>({ url: `/catalogue-imports/${id}/apply` }));
    } catch (error) {
      setProblem(describeError(error));
      if (problemType(error) === 'stale-preview' && isProblem(error)) {
        setPlan((error.data as unknown as { preview: CatalogueImport }).preview);
      }
    }
    setBusy(false);
  }
  return (
    <AdminPage
      title="Import"
      about="Take the tracks out as CSV, change them in a spreadsheet, and read them in again. A row without an id adds a draft."
      actions={
        <CsvButton
          url="/api/v1/admin/tracks/export.csv"
          filename="tracks.csv"
          label="Export all tracks"
        />
      }
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      {!plan && (
        <Panel title="1. Choose the file">
          <UploadDrop<CatalogueImport>
            label="Drop a CSV file here"
            hint="Columns as in the export; those that are left out stay as they are"
            accept=".csv,text/csv"
            request={(file) => ({
              url: '/api/v1/admin/catalogue-imports',
              body: file,
            })}
            onSent={setPlan}
          />
        </Panel>
      )}
      {plan && !plan.applied && (
        <Panel
          title="2. See what it does"
          actions={
            <>
              <Button onClick={() => setPlan(null)}>Another file</Button>
              <Button
                look="primary"
                busy={busy}
                disabled={plan.created + plan.updated === 0}
                onClick={() => void apply(plan.id)}
              >
                Apply {plural(plan.created + plan.updated, 'row')}
              </Button>
            </>
          }
        >
          <Counts plan={plan} />
        </Panel>
      )}
      {plan?.applied && (
        <Panel title="Done">
          <Counts plan={plan} />
          <div className="mt-4 flex gap-2">
            <LinkButton look="primary" to="/admin/tracks?sort=-added">
              See the tracks
            </LinkButton>
            <Button onClick={() => setPlan(null)}>Another file</Button>
          </div>
        </Panel>
      )}
      {plan && plan.errors.length > 0 && (
        <Panel title="Rows that are left out" flush>
          <AdminTable
            label="Rows that are left out"
            columns={errorColumns}
            list={wholeList(plan.errors)}
            rowKey={({ line }) => String(line)}
            rowName={({ line }) => `Line ${line}`}
            inset
          />
        </Panel>
      )}
      {plan && plan.changes.length > 0 && (
        <Panel title={plan.applied ? 'What changed' : 'What changes'} flush>
          <AdminTable
            label="Changes"
            columns={changeColumns}
            list={wholeList(plan.changes)}
            rowKey={({ line }) => String(line)}
            rowName={({ line }) => `Line ${line}`}
            inset
          />
        </Panel>
      )}
    </AdminPage>
  );
}

function Counts({ plan }: { plan: CatalogueImport }) {
  const counts = [
    ['Rows', plan.rows],
    ['New tracks', plan.created],
    ['Changed', plan.updated],
    ['As they are', plan.unchanged],
    ['Left out', plan.bad],
  ] as const;
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-wrap gap-x-8 gap-y-3" role="status">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt className="text-sm text-ink-2">{name}</dt>
            <dd className="text-2xl font-bold tabular-nums">{count.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      {plan.new_names.length > 0 && (
        <p className="text-sm text-ink-2">Would be added too: {plan.new_names.join(', ')}.</p>
      )}
    </div>
  );
}

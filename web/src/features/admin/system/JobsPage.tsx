import { useState } from 'react';
import type { PageJob } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { KeyValue } from '@/features/admin/ui/KeyValue';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { stateFilter } from './states';
import { useCountJobsQuery, useParkJobMutation, useRetryJobMutation } from './systemApi';
import { useTold } from '@/features/admin/ui/useTold';

type Job = PageJob['items'][number];

/** Work that follows what people do: mails, libraries, figures. */
export default function JobsPage() {
  const { data: counts } = useCountJobsQuery(undefined, { refetchOnMountOrArgChange: true });
  const topics = (counts?.items ?? []).map(({ topic }) => ({ value: topic, label: topic }));
  const filters: Filter[] = [
    stateFilter,
    { kind: 'choice', name: 'topic', label: 'Topic', options: topics },
  ];
  const state = useFilters(filters);
  const list = useAdminList<Job>('/api/v1/admin/jobs', state.values);
  const [shown, setShown] = useState<Job | null>(null);
  const parked = (counts?.items ?? []).reduce((sum, count) => sum + count.parked, 0);
  const columns: AdminColumn<Job>[] = [
    {
      id: 'topic',
      name: 'Topic',
      width: 200,
      render: (job) => (
        <button
          type="button"
          className="font-semibold underline-offset-4 hover:underline"
          onClick={() => setShown(job)}
        >
          {job.topic}
        </button>
      ),
    },
    { id: 'state', name: 'State', width: 190, render: ({ state }) => <StateBadge state={state} /> },
    { id: 'created', name: 'Since', width: 215, render: (job) => formatDateTime(job.created_at) },
    { id: 'attempts', name: 'Tries', width: 80, align: 'end', render: (job) => job.attempts },
    { id: 'error', name: 'Last error', render: (job) => job.last_error ?? '' },
    { id: 'key', name: 'Key', hidden: true, render: (job) => job.key },
  ];
  return (
    <AdminPage
      title="Jobs"
      about={
        parked > 0
          ? `${parked} parked: they were tried again and again, and need a person.`
          : 'Work in the background. What fails is tried again, and parked for a person in the end.'
      }
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Jobs"
        name="jobs"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={(job) => `${job.topic} of ${formatDateTime(job.created_at)}`}
      />
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={shown?.topic ?? ''}
        shape="drawer"
      >
        {shown && <Detail job={shown} onDone={() => setShown(null)} />}
      </Dialog>
    </AdminPage>
  );
}

function Detail({ job, onDone }: { job: Job; onDone: () => void }) {
  const [retry] = useRetryJobMutation();
  const [park] = useParkJobMutation();
  const told = useTold();
  const { id, state } = job;
  return (
    <div className="flex flex-col gap-5">
      <KeyValue
        facts={[
          { name: 'State', value: <StateBadge state={state} /> },
          { name: 'Key', value: <span className="break-all">{job.key}</span> },
          { name: 'Since', value: formatDateTime(job.created_at) },
          { name: 'Next try', value: state === 'done' ? null : formatDateTime(job.due_at) },
          { name: 'Done', value: job.done_at && formatDateTime(job.done_at) },
          { name: 'Tries', value: String(job.attempts) },
          { name: 'Last error', value: job.last_error },
        ]}
      />
      <div>
        <h3 className="mb-2 text-sm font-bold">What it carries</h3>
        <pre
          // Long lines are scrolled to by keyboard too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label="What it carries"
          className="max-h-96 overflow-auto rounded-lg bg-sunken p-3 text-xs"
        >
          {JSON.stringify(job.payload, null, 2)}
        </pre>
      </div>
      {state !== 'done' && (
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            onClick={() => void told(retry({ id }), 'It is tried now.').then(onDone)}
          >
            Try now
          </Button>
          {state !== 'parked' && (
            <Button onClick={() => void told(park({ id }), 'It is parked.').then(onDone)}>
              Park
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

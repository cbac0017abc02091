import type { PageProviderEvent } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { HookTabs } from './hookTabs';
import { stateFilter } from './states';
import { useReplayProviderEventMutation } from './systemApi';
import { useTold } from '@/features/admin/ui/useTold';

type Received = PageProviderEvent['items'][number];
const filters: Filter[] = [stateFilter];

/** What payment providers told the shop. Each is looked up at the provider before it is believed. */
export default function ReceivedPage() {
  const state = useFilters(filters);
  const list = useAdminList<Received>('/api/v1/admin/provider-events', state.values);
  const [replay] = useReplayProviderEventMutation();
  const told = useTold();
  const columns: AdminColumn<Received>[] = [
    { id: 'kind', name: 'Event', min: 200, render: ({ kind }) => kind },
    { id: 'provider', name: 'Provider', width: 110, render: ({ provider }) => provider },
    {
      id: 'state',
      name: 'State',
      width: 180,
      render: ({ state: at }) => <StateBadge state={at} />,
    },
    { id: 'received', name: 'Received', width: 215, render: (e) => formatDateTime(e.received_at) },
    { id: 'outcome', name: 'Outcome', width: 160, render: ({ outcome }) => outcome ?? '' },
    { id: 'object', name: 'About', render: ({ object }) => object },
    { id: 'error', name: 'Last error', hidden: true, render: (e) => e.last_error ?? '' },
    {
      id: 'replay',
      name: 'Replay',
      width: 110,
      render: ({ provider, id, kind }) => (
        <Button
          size="small"
          aria-label={`Replay ${kind} ${id}`}
          onClick={() => void told(replay({ provider, event: id }), 'It is looked at again.')}
        >
          Replay
        </Button>
      ),
    },
  ];
  return (
    <AdminPage title="Webhooks">
      <HookTabs />
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Received webhooks"
        name="received"
        columns={columns}
        list={list}
        rowKey={({ provider, id }) => `${provider}:${id}`}
        rowName={({ kind, id }) => `${kind} ${id}`}
      />
    </AdminPage>
  );
}

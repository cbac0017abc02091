import { useParams } from 'react-router';
import type { PageWebhookDelivery } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/States';
import {
  useListWebhookEndpointsQuery,
  usePingWebhookEndpointMutation,
  useReplayWebhookDeliveryMutation,
  useSwitchWebhookEndpointMutation,
} from './systemApi';
import { useTold } from '@/features/admin/ui/useTold';

type Delivery = PageWebhookDelivery['items'][number];
const crumbs = [{ to: '/admin/webhooks', label: 'Webhooks' }];

/** One endpoint: everything that was sent there, and what came of it. */
export default function EndpointPage() {
  const id = useParams().id ?? '';
  const { data } = useListWebhookEndpointsQuery();
  const endpoint = data?.items.find((hook) => hook.id === id);
  const list = useAdminList<Delivery>(
    `/api/v1/admin/webhooks/${encodeURIComponent(id)}/deliveries`,
    {},
  );
  const [turn] = useSwitchWebhookEndpointMutation();
  const [ping] = usePingWebhookEndpointMutation();
  const [replay] = useReplayWebhookDeliveryMutation();
  const told = useTold();
  const isOn = !endpoint?.disabled_at;
  const columns: AdminColumn<Delivery>[] = [
    { id: 'event', name: 'Event', width: 160, render: ({ event }) => event },
    { id: 'state', name: 'State', width: 180, render: ({ state }) => <StateBadge state={state} /> },
    { id: 'status', name: 'Answer', width: 100, align: 'end', render: (d) => d.last_status ?? '' },
    { id: 'attempts', name: 'Tries', width: 80, align: 'end', render: (d) => d.attempts },
    { id: 'created', name: 'Since', width: 215, render: (d) => formatDateTime(d.created_at) },
    {
      id: 'delivered',
      name: 'Arrived',
      width: 215,
      render: (d) => (d.delivered_at ? formatDateTime(d.delivered_at) : ''),
    },
    { id: 'error', name: 'Last error', render: (d) => d.last_error ?? '' },
    {
      id: 'replay',
      name: 'Send again',
      width: 130,
      render: (d) => (
        <Button
          size="small"
          aria-label={`Send again: ${d.event} of ${formatDateTime(d.created_at)}`}
          onClick={() => void told(replay({ id, delivery: d.id }), 'It is sent again.')}
        >
          Send again
        </Button>
      ),
    },
  ];
  return (
    <AdminPage
      title={endpoint?.about || 'Endpoint'}
      badge={endpoint && <StateBadge state={isOn ? 'active' : 'paused'} />}
      about={endpoint?.url}
      crumbs={crumbs}
      actions={
        endpoint && (
          <>
            <Button
              onClick={() =>
                void told(
                  turn({ id, webhookSwitch: { enabled: !isOn } }),
                  isOn ? 'It is told nothing until it is on again.' : 'It is on again.',
                )
              }
            >
              {isOn ? 'Pause' : 'Switch on'}
            </Button>
            <Button look="primary" onClick={() => void told(ping({ id }), 'A ping is on its way.')}>
              Send a ping
            </Button>
          </>
        )
      }
    >
      <AdminTable
        label="Deliveries"
        name="deliveries"
        columns={columns}
        list={list}
        rowKey={(delivery) => delivery.id}
        rowName={(d) => `${d.event} of ${formatDateTime(d.created_at)}`}
        empty={<EmptyState title="Nothing was sent yet">Send a ping to try it.</EmptyState>}
      />
    </AdminPage>
  );
}

import type { PageMailView } from '@/api/generatedAdmin';
import { AdminPage } from '@/features/admin/ui/AdminPage';
import { AdminTable, type AdminColumn } from '@/features/admin/ui/AdminTable';
import { FilterBar } from '@/features/admin/ui/FilterBar';
import { useFilters, type Filter } from '@/features/admin/ui/filters';
import { StateBadge } from '@/features/admin/ui/StateBadge';
import { useAdminList } from '@/features/admin/ui/useAdminList';
import { formatDateTime } from '@/lib/format';
import { Button } from '@/ui/Button';
import { stateFilter } from './states';
import { useResendMailMutation } from './systemApi';
import { useTold } from '@/features/admin/ui/useTold';

type Mail = PageMailView['items'][number];
const filters: Filter[] = [stateFilter];

/** What the shop wrote, to whom, and whether it went out. */
export default function MailsPage() {
  const state = useFilters(filters);
  const list = useAdminList<Mail>('/api/v1/admin/mails', state.values);
  const [resend] = useResendMailMutation();
  const told = useTold();
  const columns: AdminColumn<Mail>[] = [
    { id: 'to', name: 'To', min: 220, render: (mail) => mail.to ?? 'No longer kept' },
    { id: 'template', name: 'Mail', width: 200, render: (mail) => words(mail.template) },
    {
      id: 'state',
      name: 'State',
      width: 180,
      render: ({ state: stands }) => <StateBadge state={stands === 'done' ? 'sent' : stands} />,
    },
    {
      id: 'created',
      name: 'Written',
      width: 215,
      render: (mail) => formatDateTime(mail.created_at),
    },
    {
      id: 'sent',
      name: 'Sent',
      width: 215,
      render: (mail) => (mail.sent_at ? formatDateTime(mail.sent_at) : ''),
    },
    { id: 'error', name: 'Last error', hidden: true, render: (mail) => mail.last_error ?? '' },
    {
      id: 'resend',
      name: 'Send again',
      width: 130,
      render: (mail) =>
        mail.to && (
          <Button
            size="small"
            aria-label={`Send again: ${words(mail.template)} to ${mail.to}`}
            onClick={() => void told(resend({ id: mail.id }), `On its way to ${mail.to} again.`)}
          >
            Send again
          </Button>
        ),
    },
  ];
  return (
    <AdminPage
      title="Mail log"
      about="Every mail of the last 30 days. What went out before stands here without its reader."
    >
      <FilterBar filters={filters} state={state} />
      <AdminTable
        label="Mails"
        name="mails"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={(mail) => `${words(mail.template)} to ${mail.to ?? 'somebody'}`}
      />
    </AdminPage>
  );
}

function words(template: string | null): string {
  const text = (template ?? 'mail').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

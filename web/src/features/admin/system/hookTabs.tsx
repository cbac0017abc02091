import { Tabs } from '@/features/admin/ui/Tabs';

/** Both directions of webhooks. */
export const HookTabs = () => (
  <Tabs
    label="Webhooks"
    tabs={[
      { to: '/admin/webhooks', label: 'Sent to others', end: true },
      { to: '/admin/webhooks/received', label: 'Received from payment providers' },
    ]}
  />
);

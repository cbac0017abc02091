import { generalManager, itRole, staffPage, type Area } from '@/features/admin/area';
import {
  ClockIcon,
  EditIcon,
  KeyIcon,
  MailIcon,
  ServerIcon,
  WebhookIcon,
} from '@/features/admin/ui/icons';

export const systemArea: Area = {
  name: 'System',
  entries: [
    { to: '/admin/health', label: 'Health', icon: ServerIcon, roles: itRole },
    { to: '/admin/jobs', label: 'Jobs', icon: ClockIcon, roles: itRole },
    { to: '/admin/mails', label: 'Mail log', icon: MailIcon, roles: itRole },
    { to: '/admin/webhooks', label: 'Webhooks', icon: WebhookIcon, roles: itRole },
    { to: '/admin/keys', label: 'API keys', icon: KeyIcon, roles: itRole },
    { to: '/admin/settings', label: 'Settings', icon: EditIcon, roles: generalManager },
  ],
  pages: [
    staffPage('/admin/health', itRole, () => import('./HealthPage')),
    staffPage('/admin/jobs', itRole, () => import('./JobsPage')),
    staffPage('/admin/mails', itRole, () => import('./MailsPage')),
    staffPage('/admin/webhooks', itRole, () => import('./WebhooksPage')),
    staffPage('/admin/webhooks/received', itRole, () => import('./ReceivedPage')),
    staffPage('/admin/webhooks/:id', itRole, () => import('./EndpointPage')),
    staffPage('/admin/keys', itRole, () => import('./KeysPage')),
    staffPage('/admin/settings', generalManager, () => import('./SettingsPage')),
  ],
};

import { generalManager, salesManager, staffPage, type Area } from '@/features/admin/area';
import { CoinsIcon, GiftIcon, TagIcon } from '@/features/admin/ui/icons';
import { DownloadIcon } from '@/ui/icons';

export const mayEditRates = generalManager;

export const promotionsArea: Area = {
  name: 'Promotions',
  entries: [
    { to: '/admin/promotions', label: 'Promotions', icon: TagIcon, roles: salesManager },
    { to: '/admin/gift-cards', label: 'Gift cards', icon: GiftIcon, roles: salesManager },
    {
      to: '/admin/download-codes',
      label: 'Download codes',
      icon: DownloadIcon,
      roles: salesManager,
    },
    { to: '/admin/tax-rates', label: 'Tax rates', icon: CoinsIcon, roles: salesManager },
  ],
  pages: [
    staffPage('/admin/promotions', salesManager, () => import('./PromotionsPage')),
    staffPage('/admin/promotions/new', salesManager, () => import('./EditPromotionPage')),
    staffPage('/admin/promotions/:id', salesManager, () => import('./PromotionPage')),
    staffPage('/admin/promotions/:id/edit', salesManager, () => import('./EditPromotionPage')),
    staffPage('/admin/gift-cards', salesManager, () => import('./GiftCardsPage')),
    staffPage('/admin/gift-cards/:id', salesManager, () => import('./GiftCardPage')),
    staffPage('/admin/download-codes', salesManager, () => import('./DownloadCodesPage')),
    staffPage('/admin/tax-rates', salesManager, () => import('./TaxRatesPage')),
  ],
};

import type { Area } from '@/features/admin/area';

export const promotionsArea: Area = { name: 'Promotions', entries: [], pages: [] };

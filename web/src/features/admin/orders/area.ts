import type { Area } from '@/features/admin/area';

export const ordersArea: Area = { name: 'Orders', entries: [], pages: [] };

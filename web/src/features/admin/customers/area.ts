import type { Area } from '@/features/admin/area';

export const customersArea: Area = { name: 'Customers', entries: [], pages: [] };

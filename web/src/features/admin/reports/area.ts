import type { Area } from '@/features/admin/area';

export const reportsArea: Area = { name: 'Reports', entries: [], pages: [] };

import type { Area } from '@/features/admin/area';

export const staffArea: Area = { name: 'Staff', entries: [], pages: [] };

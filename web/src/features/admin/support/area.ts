import type { Area } from '@/features/admin/area';

export const supportArea: Area = { name: 'Support', entries: [], pages: [] };

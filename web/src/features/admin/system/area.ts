import type { Area } from '@/features/admin/area';

export const systemArea: Area = { name: 'System', entries: [], pages: [] };

import type { Area } from '@/features/admin/area';

export const homeArea: Area = { name: 'Home', entries: [], pages: [] };

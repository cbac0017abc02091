import type { Area } from '@/features/admin/area';

export const catalogueArea: Area = { name: 'Catalogue', entries: [], pages: [] };

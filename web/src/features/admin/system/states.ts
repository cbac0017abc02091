import type { Filter } from '@/features/admin/ui/filters';

/** Where a piece of work stands, as a filter. */
export const stateFilter: Filter = {
  kind: 'choice',
  name: 'state',
  label: 'State',
  options: [
    { value: 'queued', label: 'Waiting' },
    { value: 'retrying', label: 'Will be tried again' },
    { value: 'parked', label: 'Parked' },
    { value: 'done', label: 'Done' },
  ],
};

import type { Filter } from '@/features/admin/ui/filters';
import { useDesk } from './desk';

/** The shop's genres as a filter's choices. */
export function useGenreFilter(): Filter {
  const { data } = useDesk<{ items: { id: number; name: string }[] }>('/genres');
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return { kind: 'choice', name: 'genre_id', label: 'Genre', options };
}

export const archivedFilter: Filter = {
  kind: 'choice',
  name: 'archived',
  label: 'Archive',
  options: [{ value: 'true', label: 'Archived' }],
};

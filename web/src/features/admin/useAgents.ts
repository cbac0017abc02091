import { useMemo } from 'react';
import { office } from '@/features/admin/tags';

/** Who helps customers, as choices of a filter or a form. */
export function useAgents() {
  const { data } = office.useListAgentsQuery();
  return useMemo(
    () =>
      (data ?? []).map(({ id, first_name, last_name }) => ({
        value: String(id),
        label: `${first_name} ${last_name}`,
      })),
    [data],
  );
}

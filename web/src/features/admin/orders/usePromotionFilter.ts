import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Promotion } from '@/api/generatedAdmin';
import { mayOpen, salesManager } from '@/features/admin/area';
import { office } from '@/features/admin/tags';
import type { Filter } from '@/features/admin/ui/filters';
import { useRole } from '@/features/admin/useStaff';

const known = { name: 'promotion', label: 'Promotion' };
const seek = {
  url: '/api/v1/admin/promotions',
  choice: (row: unknown) => {
    const { id, name, code } = row as Promotion;
    return { value: id, label: code ? `${name} (${code})` : name };
  },
};

/**
 * Orders of one promotion. Who may not read promotions has the filter where a link or a view brings
 * it, to see that it is there and to take it away.
 */
export function usePromotionFilter(): Filter | null {
  const may = mayOpen(salesManager, useRole());
  const id = useSearchParams()[0].get('promotion') ?? '';
  const { currentData } = office.useGetPromotionQuery({ id }, { skip: !may || !id });
  const said = currentData?.promotion.name ?? (id && 'one of them');
  return useMemo(() => {
    if (may) return { kind: 'sought', ...known, ...seek, said };
    return id ? { kind: 'choice', ...known, options: [{ value: id, label: said }] } : null;
  }, [may, id, said]);
}

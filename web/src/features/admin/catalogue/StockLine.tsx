import type { Stock } from '@/api/generatedAdmin';
import { isNotFound } from '@/api/problem';
import { LinkButton } from '@/ui/Button';
import { Panel } from '@/features/admin/ui/AdminPage';
import { useDesk } from './desk';

/** Whether there are only so many copies, and how many are left. */
export function StockLine({ kind, id }: { kind: 'track' | 'album'; id: number }) {
  const { data, error } = useDesk<Stock>(`/inventory/${kind}/${id}`);
  if (error && !isNotFound(error)) return null;
  const limited = data?.limited;
  return (
    <Panel
      title="Copies"
      actions={
        <LinkButton size="small" to={`/admin/inventory/${kind}/${id}`}>
          {limited ? 'Open the ledger' : 'Limit the edition'}
        </LinkButton>
      }
    >
      <p className="text-sm">
        {limited
          ? `${data.available} of ${data.on_hand} can be bought.`
          : data || error
            ? 'Unlimited.'
            : '…'}
      </p>
    </Panel>
  );
}

import { useState } from 'react';
import type { CustomerBulkPreview, CustomerSelection } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { inputClass } from '@/ui/Field';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { office } from '@/features/admin/tags';
import type { AgentChoice } from '@/features/admin/orders/orderList';
import { bodyFilter } from '@/features/admin/orders/OrdersBulk';
import type { TableSelection } from '@/features/admin/ui/useTableSelection';

/** Who looks after customers. */
function AgentSelect({
  label,
  value,
  agents,
  onChoose,
}: {
  label: string;
  value: string;
  agents: readonly AgentChoice[];
  onChoose: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className={`${inputClass} border-line-strong text-sm`}
    >
      <option value="">Nobody</option>
      {agents.map((agent) => (
        <option key={agent.value} value={agent.value}>
          {agent.label}
        </option>
      ))}
    </select>
  );
}

/** Many customers for one agent: the choice, what it would change, and only then the change. */
export function AssignManyDialog({
  selection,
  filter,
  agents,
  onClose,
}: {
  selection: TableSelection;
  filter: Record<string, string>;
  agents: readonly AgentChoice[];
  onClose: () => void;
}) {
  const dispatch = useAppDispatch();
  const [agent, setAgent] = useState('');
  const [ask, asking] = office.usePreviewCustomerBulkMutation();
  const [apply, applying] = office.useApplyCustomerBulkMutation();
  const [preview, setPreview] = useState<CustomerBulkPreview | null>(null);
  const chosen = (
    selection.everything ? { filter: bodyFilter(filter) } : { ids: [...selection.keys].map(Number) }
  ) as CustomerSelection;
  const agent_id = agent ? Number(agent) : null;
  const name = agents.find(({ value }) => value === agent)?.label ?? 'nobody';

  async function show() {
    const { data } = await ask({ customerBulkPreviewRequest: { selection: chosen, agent_id } });
    if (data) setPreview(data);
  }
  async function go() {
    if (!preview) return;
    const body = { selection: chosen, agent_id, expected: preview };
    const { data } = await apply({ customerBulkRequest: body });
    if (!data) {
      setPreview(null);
      return;
    }
    dispatch(toasted({ message: `${plural(data.count, 'customer')} given to ${name}.` }));
    selection.clear();
    onClose();
  }
  const error = asking.error ?? applying.error;
  return (
    <Dialog open onClose={onClose} title="Give customers to an agent">
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Agent</span>
          <AgentSelect
            label="Agent"
            value={agent}
            agents={agents}
            onChoose={(value) => {
              setAgent(value);
              setPreview(null);
            }}
          />
        </div>
        {preview && (
          <p role="status">
            <strong>{plural(preview.count, 'customer')}</strong> will be looked after by {name}
            {preview.skipped > 0 && `; ${preview.skipped} are already`}.
          </p>
        )}
        {error && <Notice tone="bad">{describeError(error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          {preview ? (
            <Button
              look="primary"
              busy={applying.isLoading}
              disabled={preview.count === 0}
              onClick={() => void go()}
            >
              Give {plural(preview.count, 'customer')} to {name}
            </Button>
          ) : (
            <Button look="primary" busy={asking.isLoading} onClick={() => void show()}>
              Show what changes
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

import { useRef } from 'react';
import { Button } from '@/ui/Button';
import { PlusIcon } from '@/ui/icons';
import { inputClass } from './inputs';
import { RuleRow } from './RuleRow';
import { fieldOf, groupOf, isGroup, modeOf, newRule, nodesOf } from './rules';
import type { Group, Node } from './types';

/** Deeper than anybody thinks. */
const deepest = 3;

/** Rules that must all hold, or of which one is enough; groups may stand in groups. */
export function RuleGroup({
  group,
  label,
  depth = 1,
  onChange,
  onRemove,
}: {
  group: Group;
  label: string;
  depth?: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}) {
  const box = useRef<HTMLFieldSetElement>(null);
  const [mode, nodes] = [modeOf(group), nodesOf(group)];
  const set = (next: Node[]) => onChange(groupOf(mode, next));
  const replace = (at: number, node: Node) =>
    set(nodes.map((old, index) => (index === at ? node : old)));
  function remove(at: number) {
    set(nodes.filter((_, index) => index !== at));
    // The button that was pressed is gone: the focus stays in the group.
    box.current?.querySelector<HTMLElement>('select')?.focus();
  }
  return (
    <fieldset
      ref={box}
      className={
        depth > 1
          ? 'flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-sunken p-3'
          : 'flex min-w-0 flex-col gap-3'
      }
    >
      <legend className="sr-only">{label}</legend>
      <label className="flex flex-wrap items-center gap-2 text-sm">
        Songs for which
        <select
          value={mode}
          onChange={(event) =>
            onChange(groupOf(event.target.value === 'any' ? 'any' : 'all', nodes))
          }
          className={inputClass}
        >
          <option value="all">all of these hold</option>
          <option value="any">one of these holds</option>
        </select>
      </label>
      {nodes.map((node, index) =>
        isGroup(node) ? (
          <RuleGroup
            key={index}
            group={node}
            label={`${label}, group ${index + 1}`}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ) : (
          <RuleRow
            key={index}
            rule={node}
            label={`Rule ${index + 1}: ${fieldOf(node.field).label}`}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ),
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => set([...nodes, newRule()])}>
          <PlusIcon size={16} /> Add a rule
        </Button>
        {depth < deepest && (
          <Button
            size="small"
            look="quiet"
            onClick={() => set([...nodes, groupOf(mode === 'all' ? 'any' : 'all', [newRule()])])}
          >
            <PlusIcon size={16} /> Add a group
          </Button>
        )}
        {onRemove && (
          <Button size="small" look="quiet" onClick={onRemove}>
            Remove this group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

import { useState } from 'react';
import { formatDuration } from '@/lib/format';
import { IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';
import { inputClass } from './inputs';
import { useKnownValuesQuery } from './playlistsApi';
import {
  fieldOf,
  firstValue,
  operatorsOf,
  ruleFields,
  ruleProblem,
  secondsOf,
  standsAlone,
  type RuleField,
} from './rules';
import type { Rule } from './types';

type Value = NonNullable<Rule['value']>;
type Single = string | number | boolean;
type Props = { rule: Rule; label: string; onChange: (rule: Rule) => void; onRemove: () => void };

/** One line of a smart playlist: a field, how it is compared, and with what. */
export function RuleRow({ rule, label, onChange, onRemove }: Props) {
  const field = fieldOf(rule.field);
  const problem = ruleProblem(rule);

  function chooseField(name: string) {
    const next = fieldOf(name);
    const op = operatorsOf(next)[0]?.[0] ?? 'is';
    onChange(withValue({ field: name, op }, firstValue(next, op)));
  }
  function chooseOp(op: string) {
    const keeps = shapeOf(op) === shapeOf(rule.op) && rule.value !== undefined;
    onChange(withValue({ field: rule.field, op }, keeps ? rule.value : firstValue(field, op)));
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label="Field"
          value={rule.field}
          onChange={(event) => chooseField(event.target.value)}
          className={inputClass}
        >
          {ruleFields.map(({ name, label: text }) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
        <select
          aria-label="Comparison"
          value={rule.op}
          onChange={(event) => chooseOp(event.target.value)}
          className={inputClass}
        >
          {operatorsOf(field).map(([op, text]) => (
            <option key={op} value={op}>
              {text}
            </option>
          ))}
        </select>
        {!standsAlone(rule.op) && (
          <Values
            field={field}
            op={rule.op}
            value={rule.value}
            onChange={(value) => onChange({ ...rule, value })}
          />
        )}
        <IconButton label={`Remove: ${label}`} size="small" onClick={onRemove}>
          <TrashIcon size={18} />
        </IconButton>
      </div>
      {problem && <p className="text-xs text-ink-2">{problem}</p>}
    </div>
  );
}

const withValue = (rule: Rule, value: Rule['value']): Rule =>
  value === undefined ? rule : { ...rule, value };
const shapeOf = (op: string) =>
  op === 'between' ? op : standsAlone(op) ? 'alone' : op.endsWith('in_last') ? 'days' : 'one';

function Values({
  field,
  op,
  value,
  onChange,
}: {
  field: RuleField;
  op: string;
  value: Rule['value'];
  onChange: (value: Value) => void;
}) {
  if (shapeOf(op) === 'days') {
    return (
      <>
        <NumberInput label="Days" value={value} min={1} max={36500} onChange={onChange} />
        <span className="text-sm">days</span>
      </>
    );
  }
  if (op === 'between' && Array.isArray(value)) {
    const [from, to] = value;
    const set = (low: Single, high: Single) =>
      onChange([low, high] as [number | string, number | string]);
    return (
      <>
        <ValueInput field={field} label="From" value={from} onChange={(next) => set(next, to)} />
        <span className="text-sm">and</span>
        <ValueInput field={field} label="To" value={to} onChange={(next) => set(from, next)} />
      </>
    );
  }
  return (
    <ValueInput
      field={field}
      label="Value"
      value={Array.isArray(value) ? undefined : value}
      onChange={onChange}
    />
  );
}

const stars = Array.from({ length: 10 }, (_, index) => (index + 1) / 2);
const sources = [
  ['bought', 'bought here'],
  ['added', 'added by hand'],
  ['imported', 'imported'],
  ['uploaded', 'uploaded'],
] as const;

function ValueInput({
  field,
  label,
  value,
  onChange,
}: {
  field: RuleField;
  label: string;
  value: Single | undefined;
  onChange: (value: Single) => void;
}) {
  switch (field.kind) {
    case 'number':
      return <NumberInput label={label} value={value} min={0} max={99999} onChange={onChange} />;
    case 'stars':
      return (
        <Choice label={label} value={String(value)} onChange={(text) => onChange(Number(text))}>
          {stars.map((count) => (
            <option key={count} value={count}>
              {count === 1 ? '1 star' : `${count} stars`}
            </option>
          ))}
        </Choice>
      );
    case 'yesno':
      return (
        <Choice label={label} value={String(value)} onChange={(text) => onChange(text === 'true')}>
          <option value="true">yes</option>
          <option value="false">no</option>
        </Choice>
      );
    case 'source':
      return (
        <Choice label={label} value={String(value)} onChange={onChange}>
          {sources.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </Choice>
      );
    case 'minutes':
      return <MinutesInput label={label} value={value} onChange={onChange} />;
    case 'date':
      return (
        <input
          type="date"
          aria-label={label}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
          className={inputClass}
        />
      );
    default:
      return <TextInput field={field} label={label} value={value} onChange={onChange} />;
  }
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: React.ReactNode;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={inputClass}
    >
      {children}
    </select>
  );
}

function NumberInput({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  value: Rule['value'];
  min: number;
  max: number;
  onChange: (value: number | string) => void;
}) {
  return (
    <input
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={min}
      max={max}
      value={String(value ?? '')}
      onChange={({ target }) => onChange(target.value === '' ? '' : target.valueAsNumber)}
      className={`${inputClass} w-26`}
    />
  );
}

/** A length, written as on a sleeve; the rule holds its seconds. */
function MinutesInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Single | undefined;
  onChange: (seconds: number | string) => void;
}) {
  const [text, setText] = useState(typeof value === 'number' ? formatDuration(value * 1000) : '');
  return (
    <input
      aria-label={`${label}, in minutes and seconds`}
      value={text}
      placeholder="3:30"
      onChange={({ target }) => {
        setText(target.value);
        onChange(secondsOf(target.value) ?? '');
      }}
      className={`${inputClass} w-26`}
    />
  );
}

/** A text, with what is in the collection to choose from. */
function TextInput({
  field,
  label,
  value,
  onChange,
}: {
  field: RuleField;
  label: string;
  value: Single | undefined;
  onChange: (value: string) => void;
}) {
  const { data } = useKnownValuesQuery();
  const known = data?.facets[field.name] ?? [];
  const listId = known.length > 0 ? `known-${field.name}` : undefined;
  return (
    <>
      <input
        aria-label={label}
        value={String(value ?? '')}
        maxLength={200}
        autoComplete="off"
        list={listId}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} min-w-0 flex-1`}
      />
      {listId && (
        <datalist id={listId}>
          {known.map(({ value: text }) => (
            <option key={text} value={text}>
              {text}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

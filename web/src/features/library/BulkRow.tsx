import { useId, type ReactNode } from 'react';
import { IconButton } from '@/ui/Button';
import { CloseIcon } from '@/ui/icons';
import { isNumberField, opFields, opNames, type BulkLine, type BulkOp } from './bulk';
import { speakRating } from './Rating';
import { fieldNames } from './songChanges';
import { inputClass } from './SuggestInput';
import type { SongField } from './types';

export type { BulkLine } from './bulk';

const ops = Object.keys(opNames) as BulkOp[];

/** One change: what is done, to which field, with which value. */
export function BulkRow({
  line,
  number,
  onChange,
  onRemove,
}: {
  line: BulkLine;
  number: number;
  onChange: (line: BulkLine) => void;
  onRemove?: () => void;
}) {
  const { op, field, value, find } = line;
  const fields = opFields[op];
  const set = (part: Partial<BulkLine>) => onChange({ ...line, ...part });
  return (
    <fieldset className="flex flex-col gap-3 rounded-xl border border-line p-3">
      <legend className="px-1 text-sm font-bold">Change {number}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Labelled label="What to do">
          {(id) => (
            <select
              id={id}
              value={op}
              onChange={(event) => {
                const next = event.target.value as BulkOp;
                const kept = opFields[next].includes(field) ? field : (opFields[next][0] ?? field);
                set({ op: next, field: kept, value: '' });
              }}
              className={inputClass}
            >
              {ops.map((it) => (
                <option key={it} value={it}>
                  {opNames[it]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {fields.length > 0 && (
          <Labelled label="Field">
            {(id) => (
              <select
                id={id}
                value={field}
                onChange={(event) => set({ field: event.target.value as SongField, value: '' })}
                className={inputClass}
              >
                {fields.map((it) => (
                  <option key={it} value={it}>
                    {fieldNames[it]}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        {op === 'replace' && (
          <Labelled label="Find">
            {(id) => (
              <input
                id={id}
                value={find}
                onChange={(event) => set({ find: event.target.value })}
                className={inputClass}
              />
            )}
          </Labelled>
        )}
        {op !== 'clear' && (
          <ValueInput line={line} value={value} onChange={(next) => set({ value: next })} />
        )}
      </div>
      {onRemove && (
        <IconButton
          label={`Leave out change ${number}`}
          size="small"
          className="self-end"
          onClick={onRemove}
        >
          <CloseIcon size={16} />
        </IconButton>
      )}
    </fieldset>
  );
}

function ValueInput({
  line: { op, field },
  value,
  onChange,
}: {
  line: BulkLine;
  value: string;
  onChange: (value: string) => void;
}) {
  if (op === 'set' && (field === 'rating' || field === 'favourite')) {
    const choices =
      field === 'favourite'
        ? [
            ['yes', 'Yes'],
            ['no', 'No'],
          ]
        : Array.from({ length: 10 }, (_, index) => [String(10 - index), speakRating(10 - index)]);
    return (
      <Labelled label="Value">
        {(id) => (
          <select
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={inputClass}
          >
            <option value="">Choose…</option>
            {choices.map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    );
  }
  const isList = op === 'set' && ['artists', 'genres', 'tags'].includes(field);
  const label = {
    number: 'Begin with',
    replace: 'Replace with',
    append: 'What to add',
    remove: 'What to take out',
    set: isList ? 'Values, with ; between' : 'Value',
    clear: '',
  }[op];
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          value={value}
          inputMode={op === 'number' || isNumberField(field) ? 'numeric' : undefined}
          placeholder={op === 'number' ? '1' : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={inputClass}
        />
      )}
    </Labelled>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

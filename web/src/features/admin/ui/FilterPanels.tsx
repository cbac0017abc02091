import { useId, useState } from 'react';
import { cx } from '@/lib/cx';
import { useSettled } from '@/lib/useSettled';
import { Button } from '@/ui/Button';
import { CheckIcon } from '@/ui/icons';
import { dayOf, spans } from './days';
import type { Choice, Filter, Filters } from './filters';
import { centsOf, moneyText } from './moneyText';
import { useAdminList } from './useAdminList';

const input =
  'min-h-10 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm aria-invalid:border-bad';
/** From so many on, a list is searched rather than looked through. */
const searchable = 12;

/** One of several: radio-like buttons, with a search above a long list. */
export function OnePanel({ options, ...rest }: Omit<ChoicesProps, 'seek'>) {
  const [sought, setSought] = useState('');
  const shown = options.filter(({ label }) => label.toLowerCase().includes(sought.toLowerCase()));
  const seek = options.length > searchable ? { text: sought, set: setSought } : null;
  return <Choices {...rest} options={shown} seek={seek} />;
}

/** One of many that the service finds by their names; the first of its list before one is typed. */
export function SoughtPanel({
  filter: { name, label, url, choice },
  state,
  close,
}: {
  filter: Extract<Filter, { kind: 'sought' }>;
  state: Filters;
  close: () => void;
}) {
  const [sought, setSought] = useState('');
  const q = useSettled(sought.trim());
  const { rows, loading } = useAdminList(url, { q, limit: searchable });
  return (
    <Choices
      label={label}
      options={rows.map(choice)}
      value={state.values[name] ?? ''}
      seek={{ text: sought, set: setSought }}
      loading={loading}
      onChoose={(value) => {
        state.set({ [name]: value });
        close();
      }}
    />
  );
}

type ChoicesProps = {
  label: string;
  options: readonly Choice[];
  value: string;
  seek: { text: string; set: (text: string) => void } | null;
  loading?: boolean;
  onChoose: (value: string | null) => void;
};

function Choices({ label, options, value, seek, loading, onChoose }: ChoicesProps) {
  return (
    <div className="flex flex-col gap-2">
      {seek && (
        <input
          type="search"
          aria-label={`Search: ${label}`}
          placeholder="Search"
          value={seek.text}
          onChange={({ target }) => seek.set(target.value)}
          className={input}
        />
      )}
      <ul className="-mx-2 max-h-72 overflow-y-auto">
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              aria-pressed={option.value === value}
              onClick={() => onChoose(option.value === value ? null : option.value)}
              className={cx(
                'flex min-h-10 w-full items-center gap-2 rounded-lg px-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2',
                option.value === value && 'font-semibold text-accent',
              )}
            >
              <span className="flex-1">{option.label}</span>
              {option.value === value && <CheckIcon size={18} />}
            </button>
          </li>
        ))}
      </ul>
      {options.length === 0 && !loading && <p className="text-sm text-ink-2">None of this name.</p>}
    </div>
  );
}

export function ManyPanel({
  filter: { name, label, options },
  state,
}: {
  filter: Extract<Filter, { kind: 'many' }>;
  state: Filters;
}) {
  const chosen = (state.values[name] ?? '').split(',').filter(Boolean);
  function toggle(value: string) {
    const next = chosen.includes(value)
      ? chosen.filter((other) => other !== value)
      : [...chosen, value];
    state.set({ [name]: next.join(',') });
  }
  return (
    <fieldset className="max-h-80 overflow-y-auto">
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-10 items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
            className="size-4.5 accent-accent"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

export function DatesPanel({
  filter: { from, to, label },
  state,
  close,
}: {
  filter: Extract<Filter, { kind: 'dates' }>;
  state: Filters;
  close: () => void;
}) {
  const id = useId();
  // oxlint-disable-next-line react/purity
  const today = dayOf(new Date());
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-1.5">
        {spans(today).map(({ label, span }) => (
          <button
            key={label}
            type="button"
            aria-pressed={state.values[from] === span.from && state.values[to] === span.to}
            onClick={() => {
              state.set({ [from]: span.from, [to]: span.to });
              close();
            }}
            className="min-h-9 rounded-lg border border-line px-2 text-sm font-semibold hover:border-line-strong hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
          >
            {label}
          </button>
        ))}
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{label}</legend>
        {[
          [from, 'From', undefined, state.values[to]],
          [to, 'Until', state.values[from], undefined],
        ].map(([name = '', word, min, max]) => (
          <div key={name} className="flex items-center gap-3">
            <label htmlFor={id + name} className="w-12 text-sm text-ink-2">
              {word}
            </label>
            <input
              id={id + name}
              type="date"
              min={min}
              max={max}
              value={state.values[name] ?? ''}
              onChange={({ target }) => state.set({ [name]: target.value })}
              className={input}
            />
          </div>
        ))}
      </fieldset>
    </div>
  );
}

export function MoneyPanel({
  filter: { from, to, label },
  state,
  close,
}: {
  filter: Extract<Filter, { kind: 'money' }>;
  state: Filters;
  close: () => void;
}) {
  const id = useId();
  const kept = (name: string) =>
    moneyText(state.values[name] ? Number(state.values[name]) : undefined);
  const [least, setLeast] = useState(() => kept(from));
  const [most, setMost] = useState(() => kept(to));
  const isBad = (text: string) => text.trim() !== '' && centsOf(text) === null;
  function show() {
    if (isBad(least) || isBad(most)) return;
    state.set({ [from]: centsOf(least), [to]: centsOf(most) });
    close();
  }
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm font-semibold">{label}</legend>
        {(
          [
            ['From', least, setLeast],
            ['Up to', most, setMost],
          ] as const
        ).map(([word, text, setText]) => (
          <div key={word} className="flex items-center gap-3">
            <label htmlFor={id + word} className="w-12 text-sm text-ink-2">
              {word}
            </label>
            <input
              id={id + word}
              inputMode="decimal"
              placeholder="0.00"
              value={text}
              aria-invalid={isBad(text) || undefined}
              onChange={({ target }) => setText(target.value)}
              onKeyDown={(event) => event.key === 'Enter' && show()}
              className={cx(input, 'text-right tabular-nums')}
            />
          </div>
        ))}
      </fieldset>
      {(isBad(least) || isBad(most)) && (
        <p role="alert" className="text-sm text-bad">
          Write sums like 12.50.
        </p>
      )}
      <Button look="primary" onClick={show}>
        Show
      </Button>
    </div>
  );
}

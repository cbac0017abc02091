import { useEffect, useRef, useState, type ReactNode } from 'react';
import { countries, countryName } from '@/lib/countries';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { ChevronDownIcon, CloseIcon, SearchIcon } from '@/ui/icons';
import { spanWords } from './days';
import { DatesPanel, ManyPanel, MoneyPanel, OnePanel, SoughtPanel } from './FilterPanels';
import { namesOf, type Filter, type Filters } from './filters';
import { moneyText } from './moneyText';
import { Popover } from './Popover';

const typingMs = 300;

/**
 * The filters of a list above it: `<FilterBar filters={filters} state={useFilters(filters)} />`.
 * Everything it sets stands in the address. `children` come last: saved views.
 */
export function FilterBar({
  filters,
  state,
  children,
}: {
  filters: readonly Filter[];
  state: Filters;
  children?: ReactNode;
}) {
  return (
    <div
      role="search"
      aria-label="Filter"
      className="flex flex-wrap items-center gap-2 print:hidden"
    >
      {filters.map((filter) =>
        filter.kind === 'text' ? (
          <SearchField key={filter.name} filter={filter} state={state} />
        ) : (
          <FilterPill key={filter.label} filter={filter} state={state} />
        ),
      )}
      {state.active > 0 && (
        <Button look="quiet" onClick={state.clear}>
          Clear all
        </Button>
      )}
      {children}
    </div>
  );
}

/** Words to search for, sent when the typing pauses. */
function SearchField({
  filter: { name, label, placeholder },
  state,
}: {
  filter: Extract<Filter, { kind: 'text' }>;
  state: Filters;
}) {
  const asked = state.values[name] ?? '';
  const [text, setText] = useState(asked);
  const [known, setKnown] = useState(asked);
  const [sent, setSent] = useState<string[]>([]);
  // Back, "Clear all" and saved views change the address: the field follows. What it sent itself comes
  // back late, and finds more letters typed.
  if (asked !== known) {
    setKnown(asked);
    const at = sent.indexOf(asked);
    setSent(at < 0 ? [] : sent.slice(at + 1));
    if (at < 0) setText(asked);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function send(value: string) {
    clearTimeout(timer.current);
    if (value.trim() !== (sent.at(-1) ?? asked)) setSent([...sent, value.trim()]);
    state.set({ [name]: value.trim() });
  }
  return (
    <label className="relative min-w-0 flex-1 basis-56 sm:max-w-80">
      <span className="sr-only">{label}</span>
      <SearchIcon
        size={18}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        value={text}
        placeholder={placeholder ?? label}
        onChange={({ target: { value } }) => {
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(value), typingMs);
        }}
        onKeyDown={(event) => event.key === 'Enter' && send(text)}
        className="min-h-10 w-full rounded-full border border-line-strong bg-surface pr-3 pl-9.5 text-sm placeholder:text-ink-3"
      />
    </label>
  );
}

/** A filter behind a button that shows its value, with a way to take it away. */
function FilterPill({
  filter,
  state,
}: {
  filter: Exclude<Filter, { kind: 'text' }>;
  state: Filters;
}) {
  const said = valueWords(filter, state.values);
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center rounded-full border text-sm font-semibold',
        said ? 'border-accent bg-accent-soft text-accent-strong' : 'border-line-strong bg-surface',
      )}
    >
      <Popover
        label={filter.label}
        className="inline-flex min-h-10 min-w-0 items-center gap-1.5 rounded-full pr-3 pl-3.5"
        trigger={
          <>
            <span className="truncate">{said ? `${filter.label}: ${said}` : filter.label}</span>
            {!said && <ChevronDownIcon size={16} className="shrink-0" />}
          </>
        }
      >
        {(close) => <Panel filter={filter} state={state} close={close} />}
      </Popover>
      {said && (
        <button
          type="button"
          aria-label={`Take away ${filter.label}`}
          onClick={() => state.set(Object.fromEntries(namesOf(filter).map((name) => [name, null])))}
          className="grid size-10 shrink-0 place-items-center rounded-full"
        >
          <CloseIcon size={16} />
        </button>
      )}
    </span>
  );
}

function Panel({
  filter,
  state,
  close,
}: {
  filter: Exclude<Filter, { kind: 'text' }>;
  state: Filters;
  close: () => void;
}) {
  switch (filter.kind) {
    case 'choice':
    case 'country': {
      const options =
        filter.kind === 'choice'
          ? filter.options
          : countries().map(({ code, name }) => ({ value: code, label: name }));
      const choose = (value: string | null) => {
        state.set({ [filter.name]: value });
        close();
      };
      return (
        <OnePanel
          label={filter.label}
          options={options}
          value={state.values[filter.name] ?? ''}
          onChoose={choose}
        />
      );
    }
    case 'sought':
      return <SoughtPanel filter={filter} state={state} close={close} />;
    case 'many':
      return <ManyPanel filter={filter} state={state} />;
    case 'dates':
      return <DatesPanel filter={filter} state={state} close={close} />;
    case 'money':
      return <MoneyPanel filter={filter} state={state} close={close} />;
  }
}

function valueWords(filter: Filter, values: Record<string, string>): string {
  switch (filter.kind) {
    case 'dates':
      return spanWords(values[filter.from], values[filter.to]);
    case 'money': {
      const [from, to] = [values[filter.from], values[filter.to]].map((cents) =>
        cents ? moneyText(Number(cents)) : '',
      );
      if (from && to) return `${from} – ${to}`;
      return from ? `from ${from}` : to ? `up to ${to}` : '';
    }
    case 'country':
      return values[filter.name] ? countryName(values[filter.name] ?? '') : '';
    case 'sought':
      return values[filter.name] ? filter.said : '';
    case 'text':
      return values[filter.name] ?? '';
    default: {
      const chosen = (values[filter.name] ?? '').split(',').filter(Boolean);
      const words = chosen.map(
        (value) => filter.options.find((option) => option.value === value)?.label ?? value,
      );
      return words.length > 2 ? `${words.length} chosen` : words.join(', ');
    }
  }
}

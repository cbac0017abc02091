import { useId, type ReactNode } from 'react';
import { CloseIcon } from '@/ui/icons';

export type Pick = {
  key: string;
  /** What it is called, also where a button takes it away. */
  name: string;
  /** What is shown in place of the bare name. */
  shown?: ReactNode;
};

/**
 * Several things found by their names: the chosen ones with a way out each, and a search that offers
 * the rest. What is sought and what is found are the caller's; see CountryPicker.
 */
export function ManyPicker({
  id: given,
  describedBy,
  label,
  hint,
  placeholder,
  foundLabel,
  chosen,
  onRemove,
  sought,
  onSeek,
  found,
  onAdd,
}: {
  /** Of a form's field, and of what is wrong with it. */
  id?: string;
  describedBy?: string;
  label: string;
  hint?: string;
  placeholder: string;
  foundLabel: string;
  chosen: readonly Pick[];
  onRemove: (key: string) => void;
  sought: string;
  onSeek: (sought: string) => void;
  found: readonly Pick[];
  onAdd: (key: string) => void;
}) {
  const own = useId();
  const id = given ?? own;
  function add(key: string) {
    onAdd(key);
    onSeek('');
  }
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="flex flex-col gap-1.5">
      <label id={`${id}-label`} htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map(({ key, name, shown }) => (
            <li
              key={key}
              className="inline-flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm"
            >
              <span className="truncate">{shown ?? <strong>{name}</strong>}</span>
              <button
                type="button"
                aria-label={`Take away ${name}`}
                onClick={() => onRemove(key)}
                className="grid size-9 shrink-0 place-items-center rounded-full text-ink-2 hover:text-ink"
              >
                <CloseIcon size={15} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        type="search"
        autoComplete="off"
        placeholder={placeholder}
        aria-describedby={
          [hint && `${id}-hint`, describedBy].filter(Boolean).join(' ') || undefined
        }
        aria-invalid={describedBy ? true : undefined}
        value={sought}
        onChange={({ target }) => onSeek(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter adds the first that was found, and never sends the form around.
          event.preventDefault();
          if (found[0]) add(found[0].key);
        }}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base placeholder:text-ink-3 aria-invalid:border-bad"
      />
      {found.length > 0 && (
        <ul aria-label={foundLabel} className="rounded-lg border border-line bg-surface p-1">
          {found.map(({ key, name, shown }) => (
            <li key={key}>
              <button
                type="button"
                onClick={() => add(key)}
                className="min-h-10 w-full rounded px-2 text-left text-sm hover:bg-sunken"
              >
                {shown ?? name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

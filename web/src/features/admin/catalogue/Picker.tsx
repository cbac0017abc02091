import { useEffect, useId, useState } from 'react';
import { useAdminList } from '@/features/admin/ui/useAdminList';

type Found = { id: number; name?: string; title?: string };
export type Picked = { id: number; name: string };

/** Looks for one artist, album or track by name, and offers what it finds. */
export function Picker({
  label,
  hint,
  url,
  value,
  onPick,
  except,
  create,
}: {
  label: string;
  hint?: string;
  /** The list to search, with what narrows it. */
  url: string;
  value: Picked | null;
  onPick: (picked: Picked | null) => void;
  except?: number;
  /** Offers to add what was typed. */
  create?: (name: string) => Promise<Picked>;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [sought, setSought] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSought(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const { rows } = useAdminList<Found>(url, { q: sought, limit: 8 }, sought === '');
  const found = sought === '' ? [] : rows.filter((row) => row.id !== except).slice(0, 8);
  const nameOf = (row: Found) => row.name ?? row.title ?? `#${row.id}`;

  function pick(picked: Picked | null) {
    setText('');
    setSought('');
    onPick(picked);
  }
  if (value) {
    return (
      <div className="flex flex-col gap-1.5">
        <p className="text-sm font-semibold" id={`${id}-label`}>
          {label}
        </p>
        <div
          role="group"
          aria-labelledby={`${id}-label`}
          className="flex min-h-11 items-center justify-between gap-2 rounded-lg border border-line-strong bg-surface pl-3"
        >
          <span className="min-w-0 truncate">{value.name}</span>
          <button
            type="button"
            onClick={() => pick(null)}
            className="min-h-11 px-3 text-sm font-semibold text-accent hover:underline"
          >
            Change
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      <input
        id={id}
        type="search"
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
        placeholder="Search by name"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (found[0]) pick({ id: found[0].id, name: nameOf(found[0]) });
        }}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base placeholder:text-ink-3"
      />
      {sought !== '' && (
        <ul aria-label="Found" className="rounded-lg border border-line bg-surface p-1">
          {found.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                onClick={() => pick({ id: row.id, name: nameOf(row) })}
                className="min-h-11 w-full rounded px-2 text-left text-sm hover:bg-sunken"
              >
                {nameOf(row)}
              </button>
            </li>
          ))}
          {create && !found.some((row) => nameOf(row).toLowerCase() === sought.toLowerCase()) && (
            <li>
              <button
                type="button"
                onClick={() => void create(sought).then(pick)}
                className="min-h-11 w-full rounded px-2 text-left text-sm font-semibold text-accent hover:bg-sunken"
              >
                Add “{sought}”
              </button>
            </li>
          )}
          {!create && found.length === 0 && (
            <li className="px-2 py-2 text-sm text-ink-2">Nothing is called so.</li>
          )}
        </ul>
      )}
    </div>
  );
}

import { useEffect, useId, useState } from 'react';
import { useListGenresQuery, useSuggestMusicQuery } from '@/api/generated';
import { CloseIcon } from '@/ui/icons';
import type { Picked } from './promotionForm';

const typingMs = 250;
const words = { artist: 'Artist', album: 'Album', genre: 'Genre', track: 'Track' };
const same = (a: Picked, b: Picked) => a.kind === b.kind && a.id === b.id;

/** Artists, albums, genres or tracks found by their names, each of the chosen ones with a way out. */
export function CatalogPicker({
  label,
  hint,
  kinds,
  value,
  onChange,
  most = 100,
}: {
  label: string;
  hint?: string;
  kinds: readonly Picked['kind'][];
  value: readonly Picked[];
  onChange: (picked: Picked[]) => void;
  most?: number;
}) {
  const id = useId();
  const [sought, setSought] = useState('');
  const found = useFound(sought, kinds).filter((item) => !value.some((other) => same(item, other)));
  const shown = value.filter(({ kind }) => kinds.includes(kind));

  function add(item: Picked) {
    onChange(most === 1 ? [item] : [...value, item]);
    setSought('');
  }
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="flex flex-col gap-1.5">
      <label id={`${id}-label`} htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint && <p className="text-sm text-ink-2">{hint}</p>}
      {shown.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {shown.map((item) => (
            <li
              key={`${item.kind}:${item.id}`}
              className="inline-flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm"
            >
              <span className="truncate">
                <span className="text-ink-2">{words[item.kind]}</span> <strong>{item.name}</strong>
              </span>
              <button
                type="button"
                aria-label={`Take away ${item.name}`}
                onClick={() => onChange(value.filter((other) => !same(item, other)))}
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
        placeholder="Type a name"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter adds the first that was found, and never sends the form around.
          event.preventDefault();
          if (found[0]) add(found[0]);
        }}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base placeholder:text-ink-3"
      />
      {found.length > 0 && (
        <ul
          aria-label={`Found for ${label}`}
          className="rounded-lg border border-line bg-surface p-1"
        >
          {found.slice(0, 8).map((item) => (
            <li key={`${item.kind}:${item.id}`}>
              <button
                type="button"
                onClick={() => add(item)}
                className="min-h-10 w-full rounded px-2 text-left text-sm hover:bg-sunken"
              >
                <strong>{item.name}</strong>{' '}
                <span className="text-ink-2">
                  {words[item.kind]}
                  {item.subtitle && ` · ${item.subtitle}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useFound(sought: string, kinds: readonly Picked['kind'][]) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(sought.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [sought]);
  const isAsked = asked.length > 1 && sought.trim().length > 1;
  const suggested = useSuggestMusicQuery({ q: asked, limit: 20 }, { skip: !isAsked });
  const genres = useListGenresQuery(undefined, { skip: !kinds.includes('genre') });
  if (!isAsked) return [];
  const items = suggested.currentData?.items ?? [];
  return [
    ...(genres.data?.items ?? [])
      .filter(({ name }) => name.toLowerCase().includes(asked.toLowerCase()))
      .map(({ id, name }) => ({ kind: 'genre' as const, id, name, subtitle: null })),
    ...items.map(({ kind, id, title, subtitle }) => ({ kind, id, name: title, subtitle })),
  ].filter(({ kind }) => kinds.includes(kind));
}

import { useEffect, useState } from 'react';
import { useListGenresQuery, useSuggestMusicQuery } from '@/api/generated';
import { ManyPicker } from '@/features/admin/ui/ManyPicker';
import type { Picked } from './promotionForm';

const typingMs = 250;
const words = { artist: 'Artist', album: 'Album', genre: 'Genre', track: 'Track' };
const keyOf = ({ kind, id }: Picked) => `${kind}:${id}`;

/** Artists, albums, genres or tracks found by their names. */
export function CatalogPicker({
  id,
  describedBy,
  label,
  hint,
  kinds,
  value,
  onChange,
  most = 100,
}: {
  id?: string;
  describedBy?: string;
  label: string;
  hint?: string;
  kinds: readonly Picked['kind'][];
  value: readonly Picked[];
  onChange: (picked: Picked[]) => void;
  most?: number;
}) {
  const [sought, setSought] = useState('');
  const taken = new Set(value.map(keyOf));
  const found = useFound(sought, kinds).filter((item) => !taken.has(keyOf(item)));
  const shown = value.filter(({ kind }) => kinds.includes(kind));

  function add(key: string) {
    const item = found.find((other) => keyOf(other) === key);
    if (item) onChange(most === 1 ? [item] : [...value, item]);
  }
  return (
    <ManyPicker
      id={id}
      describedBy={describedBy}
      label={label}
      hint={hint}
      placeholder="Type a name"
      foundLabel={`Found for ${label}`}
      chosen={shown.map((item) => ({
        key: keyOf(item),
        name: item.name,
        shown: (
          <>
            <span className="text-ink-2">{words[item.kind]}</span> <strong>{item.name}</strong>
          </>
        ),
      }))}
      onRemove={(key) => onChange(value.filter((other) => keyOf(other) !== key))}
      sought={sought}
      onSeek={setSought}
      found={found.slice(0, 8).map((item) => ({
        key: keyOf(item),
        name: item.name,
        shown: (
          <>
            <strong>{item.name}</strong>{' '}
            <span className="text-ink-2">
              {words[item.kind]}
              {item.subtitle && ` · ${item.subtitle}`}
            </span>
          </>
        ),
      }))}
      onAdd={add}
    />
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

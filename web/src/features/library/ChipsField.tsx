import { useField } from 'formik';
import { useState } from 'react';
import { CloseIcon } from '@/ui/icons';
import { useSuggestSongsQuery } from './libraryApi';
import { SuggestInput } from './SuggestInput';
import type { Suggestion } from './types';
import { useSettled } from '@/lib/useSettled';

const pauseMs = 150;

/** Names that one's library knows already, while one is typed. */
export function useNames(text: string, kinds: readonly Suggestion['kind'][]) {
  const q = useSettled(text.trim(), pauseMs);
  const { currentData } = useSuggestSongsQuery({ q, limit: 10 }, { skip: q === '' });
  if (text.trim() === '') return [];
  return (currentData?.items ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, label, detail }) => ({ key: `${kind} ${label}`, label, detail }));
}

/**
 * Several names in one field: Enter adds one, Backspace takes the last away. A comma adds one too, but
 * not an artist: “Earth, Wind & Fire” are one.
 */
export function ChipsField({
  name,
  label,
  kind,
}: {
  name: string;
  label: string;
  kind: 'artist' | 'genre' | 'tag';
}) {
  const [{ value }, , { setValue }] = useField<string[]>(name);
  const [text, setText] = useState('');
  const known = useNames(text, [kind]).filter((choice) => !value.includes(choice.label));

  function add(raw: string) {
    const name = raw.trim();
    setText('');
    if (name && !value.includes(name)) void setValue([...value, name]);
  }
  return (
    <SuggestInput
      name={name}
      label={label}
      value={text}
      onChange={setText}
      choices={known}
      onChoose={(choice) => add(choice.label)}
      onEnter={add}
      commas={kind !== 'artist'}
      onBackspace={() => void setValue(value.slice(0, -1))}
      before={
        value.length > 0 && (
          <ul aria-label={label} className="flex flex-wrap gap-2">
            {value.map((chip) => (
              <li key={chip}>
                <button
                  type="button"
                  aria-label={`Remove ${chip}`}
                  onClick={() => void setValue(value.filter((other) => other !== chip))}
                  className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-full bg-accent-soft px-3 text-sm font-semibold text-accent-strong"
                >
                  <span className="truncate">{chip}</span>
                  <CloseIcon size={16} />
                </button>
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

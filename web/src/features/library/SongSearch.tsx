import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { cx } from '@/lib/cx';
import { IconButton } from '@/ui/Button';
import { CloseIcon, SearchIcon } from '@/ui/icons';
import { quote } from './filter';
import { useSuggestSongsQuery } from './libraryApi';
import { SearchHelp } from './SearchHelp';
import type { Suggestion } from './types';
import { useSettled } from '@/lib/useSettled';

const pauseMs = 150;

/** The fields of the query language, offered while a word is typed. */
const fields: [string, string][] = [
  ['artist:', 'by the artist'],
  ['album:', 'on the album'],
  ['genre:', 'of the genre'],
  ['title:', 'in the title'],
  ['tag:', 'with the tag'],
  ['year:', '1990..1999, >=2000'],
  ['decade:', '1990s'],
  ['rating:', '>=4 stars'],
  ['plays:', '0, >10'],
  ['played:', 'never, <2024'],
  ['added:', '>2024-01-31'],
  ['duration:', '>5:00'],
  ['notes:', 'in your notes'],
  ['composer:', 'by the composer'],
  ['is:favourite', 'your favourites'],
  ['is:bought', 'bought in the shop'],
  ['has:notes', 'with notes'],
];

type Option = { key: string; label: string; detail: string; text: string; done: boolean };

const lastWord = /(\S*)$/;

function optionsOf(text: string, found: readonly Suggestion[]): Option[] {
  const word = (lastWord.exec(text)?.[1] ?? '').toLowerCase();
  const before = text.slice(0, text.length - word.length);
  const words = fields
    .filter(([name]) => word.length > 0 && name.startsWith(word) && name !== word)
    .map(([name, about]) => ({
      key: name,
      label: name,
      detail: about,
      text: before + name + (name.endsWith(':') ? '' : ' '),
      done: !name.endsWith(':'),
    }));
  const kinds: Partial<Record<Suggestion['kind'], string>> = {
    artist: 'artist',
    album: 'album',
    genre: 'genre',
    tag: 'tag',
    song: 'title',
  };
  const own = found.flatMap(({ kind, label, detail }) => {
    const field = kinds[kind];
    if (!field) return [];
    const key = `${kind} ${label} ${detail ?? ''}`;
    const about = [
      kind === 'song' ? 'Song' : field.charAt(0).toUpperCase() + field.slice(1),
      detail,
    ];
    return [
      {
        key,
        label,
        detail: about.filter(Boolean).join(' · '),
        text: `${field}:${quote(label)}`,
        done: true,
      },
    ];
  });
  return [...words.slice(0, 4), ...own].slice(0, 9);
}

/**
 * The search field of the library: words, phrases and `field:value`, with suggestions from one's
 * own songs, and the place shown where the service could not read it.
 */
export function SongSearch({
  value,
  onSearch,
  fault,
}: {
  value: string;
  onSearch: (q: string) => void;
  fault: { detail: string; at: number | null } | null;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [shownValue, setShownValue] = useState(value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // The address changed by other means, such as Back or a chip.
  if (value !== shownValue) {
    setShownValue(value);
    if (value !== text.trim()) setText(value);
  }
  const settled = useSettled(text.trim(), pauseMs);
  const { currentData, data } = useSuggestSongsQuery(
    { q: settled, limit: 8 },
    { skip: !open || settled === '' },
  );
  const options = text.trim() === '' ? [] : optionsOf(text, (currentData ?? data)?.items ?? []);
  const shown = open && options.length > 0;

  // While typing the list follows; a search that cannot be read is said only when it rests.
  useEffect(() => {
    if (open && settled === text.trim() && settled !== value) onSearch(settled);
    // Only what was typed counts, never a change of the address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled]);

  function take(option: Option) {
    setText(option.text);
    setActive(-1);
    if (option.done) {
      setOpen(false);
      onSearch(option.text.trim());
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const count = options.length;
      if (count)
        setActive(
          (now) => (now + (event.key === 'ArrowDown' ? 1 : now < 0 ? 0 : -1) + count) % count,
        );
    } else if (event.key === 'Escape') {
      if (!shown && text) {
        setText('');
        onSearch('');
      }
      setOpen(false);
      setActive(-1);
    }
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const option = shown ? options[active] : undefined;
    if (option) take(option);
    else {
      setOpen(false);
      onSearch(text.trim());
    }
  }

  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-center gap-1">
        <form
          role="search"
          aria-label="Your library"
          className="relative min-w-0 flex-1"
          onSubmit={onSubmit}
        >
          <SearchIcon
            size={18}
            className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-ink-2"
          />
          <input
            ref={input}
            type="text"
            role="combobox"
            inputMode="search"
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-label="Search your library"
            aria-expanded={shown}
            aria-controls={shown ? `${id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            placeholder="Search your library"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setOpen(true);
              setActive(-1);
            }}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
            className="h-10 w-full rounded-full border border-line-strong bg-surface pr-10 pl-10 text-base placeholder:text-ink-3 sm:text-sm aria-invalid:border-bad"
          />
          {text && (
            <IconButton
              label="Clear the search"
              size="small"
              className="absolute top-1 right-1"
              onClick={() => {
                setText('');
                onSearch('');
                input.current?.focus();
              }}
            >
              <CloseIcon size={16} />
            </IconButton>
          )}
          {shown && (
            <div
              id={`${id}-list`}
              role="listbox"
              tabIndex={-1}
              aria-label="Suggestions"
              onMouseDown={(event) => event.preventDefault()}
              className="absolute inset-x-0 top-12 z-40 max-h-[70dvh] animate-rise overflow-y-auto rounded-2xl border border-line bg-surface p-1.5 shadow-high"
            >
              {options.map((option, index) => (
                // The field keeps the focus and handles the keys for its options.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={option.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  onClick={() => take(option)}
                  className={cx(
                    'flex min-h-10 cursor-pointer items-center gap-3 rounded-xl px-2 py-1 text-sm',
                    index === active ? 'bg-sunken' : 'hover:bg-sunken',
                  )}
                >
                  <span className="truncate font-semibold">{option.label}</span>
                  <span className="ml-auto truncate text-xs text-ink-2">{option.detail}</span>
                </div>
              ))}
            </div>
          )}
        </form>
        <SearchHelp
          onTry={(q) => {
            setText(q);
            onSearch(q);
          }}
        />
      </div>
      {fault && !open && (
        <p id={`${id}-fault`} role="alert" className="mt-2 text-sm text-bad">
          {fault.detail}{' '}
          {fault.at !== null && (
            <span className="text-ink-2">
              {[...value].slice(0, fault.at).join('')}
              <mark>{[...value].slice(fault.at).join('') || '…'}</mark>
            </span>
          )}
        </p>
      )}
    </div>
  );
}

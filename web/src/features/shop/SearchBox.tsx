import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useNavigate } from 'react-router';
import { useSuggestMusicQuery, type SuggestionItem } from '@/api/generated';
import { cx } from '@/lib/cx';
import { plural } from '@/lib/format';
import { useSettled } from '@/lib/useSettled';
import { Cover } from '@/ui/Cover';
import { SearchIcon } from '@/ui/icons';
import { Highlight } from './Highlight';

const pauseMs = 120;
const limit = 8;
const pathOf = (hit: SuggestionItem) => `/${hit.kind}s/${hit.id}`;
const kindNames = { artist: 'Artist', album: 'Album', track: 'Track' };

/**
 * The search field of the header, with suggestions while typing: a combobox by the ARIA pattern.
 * Arrows walk the list, Enter goes there or searches, Escape closes and then clears.
 * Ctrl K, ⌘ K and "/" come here from anywhere.
 */
export function SearchBox({ shortcuts }: { shortcuts: boolean }) {
  const id = useId();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const query = useSettled(text.trim(), pauseMs);
  const { currentData, data } = useSuggestMusicQuery({ q: query, limit }, { skip: query === '' });
  const hits = query === '' || text.trim() === '' ? [] : ((currentData ?? data)?.items ?? []);
  const shown = open && text.trim() !== '';
  /** The suggestions, and last the way to all results. */
  const count = hits.length + 1;

  useGlobalKeys(input, shortcuts);

  function go(to: string) {
    setOpen(false);
    setActive(-1);
    input.current?.blur();
    void navigate(to);
  }

  function choose(index: number) {
    const hit = hits[index];
    if (hit) {
      setText('');
      go(pathOf(hit));
    } else if (text.trim()) {
      go(`/search?q=${encodeURIComponent(text.trim())}`);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) setOpen(true);
      const from = active < 0 && event.key === 'ArrowUp' ? 0 : active;
      setActive((from + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(shown ? active : -1);
    } else if (event.key === 'Escape') {
      if (!shown) setText('');
      setOpen(false);
      setActive(-1);
    }
  }

  return (
    <div role="search" className="relative min-w-0 flex-1 lg:mx-3">
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
        aria-label="Search music"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder="Search music"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded-full border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-ink-3 sm:text-sm"
      />
      <span role="status" className="sr-only">
        {shown && query && currentData ? `${plural(hits.length, 'suggestion')}` : ''}
      </span>
      {shown && (
        <div
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label="Suggestions"
          // A press in the list must not take the focus, and so the list, away before the click.
          onMouseDown={(event) => event.preventDefault()}
          className="fixed inset-x-2 top-15 z-40 max-h-[70dvh] animate-rise overflow-y-auto rounded-2xl border border-line bg-surface p-1.5 shadow-high sm:absolute sm:inset-x-auto sm:top-12 sm:left-0 sm:w-[max(100%,24rem)]"
        >
          {hits.map((hit, index) => (
            <Option
              key={`${hit.kind}-${hit.id}`}
              id={`${id}-${index}`}
              active={index === active}
              onChoose={() => choose(index)}
            >
              <Cover src={hit.image_url} size={40} round={hit.kind === 'artist'} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm">
                  <Highlight parts={hit.highlight} />
                </span>
                <span className="block truncate text-xs text-ink-2">
                  {[kindNames[hit.kind], hit.kind !== 'artist' && hit.subtitle]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </Option>
          ))}
          <Option
            id={`${id}-${hits.length}`}
            active={active === hits.length}
            onChoose={() => choose(-1)}
          >
            <span className="grid size-10 shrink-0 place-items-center text-ink-2">
              <SearchIcon size={18} />
            </span>
            <span className="truncate text-sm">
              All results for <strong>“{text.trim()}”</strong>
            </span>
          </Option>
        </div>
      )}
    </div>
  );
}

function Option({
  id,
  active,
  onChoose,
  children,
}: {
  id: string;
  active: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The field keeps the focus and handles the keys for its options.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={ref}
      id={id}
      role="option"
      aria-selected={active}
      onClick={onChoose}
      className={cx(
        'flex min-h-12 cursor-pointer items-center gap-3 rounded-xl px-2 py-1',
        active ? 'bg-sunken' : 'hover:bg-sunken',
      )}
    >
      {children}
    </div>
  );
}

function useGlobalKeys(input: RefObject<HTMLInputElement | null>, shortcuts: boolean) {
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent) {
      const typing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, dialog[open]');
      const palette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const slash =
        shortcuts &&
        event.key === '/' &&
        !typing &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey;
      if (!palette && !slash) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input, shortcuts]);
}

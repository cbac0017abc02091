import { useState } from 'react';
import { cx } from '@/lib/cx';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { CloseIcon } from '@/ui/icons';
import { Skeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { chosenCount, parseFilter, toggled, writeFilter } from './filter';
import { useLibraryFacetsQuery } from './libraryApi';
import { speakRating } from './Rating';
import type { FacetValue } from './types';
import { badQuery } from './useLibraryView';

/** The facets in the order of the panel. */
const facets: [string, string][] = [
  ['genre', 'Genre'],
  ['decade', 'Decade'],
  ['artist', 'Artist'],
  ['album', 'Album'],
  ['rating', 'Rating'],
  ['tag', 'Tag'],
  ['favourite', 'Favourite'],
  ['played', 'Listened to'],
  ['source', 'Where it came from'],
  ['year', 'Year'],
];
const shownAtFirst = 6;

const words: Record<string, Record<string, string>> = {
  favourite: { yes: 'Favourites', no: 'Others' },
  played: { never: 'Never played', yes: 'Played' },
  source: { bought: 'Bought', added: 'Added by hand', imported: 'Imported', uploaded: 'Uploaded' },
};

/** "4½ stars", "1990s", "Never played": a value of a facet as a listener says it. */
export function facetWord(field: string, value: string): string {
  const known = words[field]?.[value];
  if (known) return known;
  const stars = field === 'rating' && /^(>=)?(\d(?:\.5)?)$/.exec(value);
  if (!stars) return value;
  return `${speakRating(Number(stars[2]) * 2)}${stars[1] ? ' and more' : ''}`;
}

type Props = {
  q: string;
  /** The whole filter of the list, and the part that the panel may change. */
  whole: string;
  filter: string;
  onChange: (filter: string) => void;
};

/** What one's songs can be sifted by, with how many there are of each. */
export function FilterPanel({ q, whole, filter, onChange }: Props) {
  const { data, error, refetch, isFetching } = useLibraryFacetsQuery({ q, filter: whole });
  const chosen = parseFilter(filter).fields;
  if (error && !data) {
    // The search says itself why it cannot be read.
    return badQuery(error) ? null : <ErrorState error={error} retry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <div aria-hidden="true" className="flex flex-col gap-3">
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} className="h-4 w-4/5" />
        ))}
      </div>
    );
  }
  return (
    <div aria-busy={isFetching} className="flex flex-col gap-5">
      {chosenCount(filter) > 0 && (
        <Button size="small" onClick={() => onChange('')} className="self-start">
          Clear filters
        </Button>
      )}
      {facets.map(([field, name]) => (
        <Facet
          key={field}
          field={field}
          name={name}
          values={withChosen(data.facets[field] ?? [], chosen[field] ?? [])}
          chosen={chosen[field] ?? []}
          onToggle={(value) => onChange(toggled(filter, field, value))}
        />
      ))}
    </div>
  );
}

/** What is chosen can be taken back, even when it is not among the values told. */
const withChosen = (values: FacetValue[], chosen: string[]): FacetValue[] => [
  ...chosen
    .filter((value) => !values.some((other) => other.value === value))
    .map((value) => ({ value, count: 0, selected: true })),
  ...values,
];

function Facet({
  field,
  name,
  values,
  chosen,
  onToggle,
}: {
  field: string;
  name: string;
  values: FacetValue[];
  chosen: string[];
  onToggle: (value: string) => void;
}) {
  const [open, setOpen] = useState(false);
  if (values.length === 0) return null;
  const isOpen = open || values.length <= shownAtFirst + 1;
  const shown = isOpen
    ? values
    : values.filter(({ value }, index) => index < shownAtFirst || chosen.includes(value));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-bold">{name}</legend>
      {shown.map(({ value, count }) => (
        <label
          key={value}
          className={cx(
            'flex min-h-8 items-center gap-2 rounded px-1 text-sm hover:bg-sunken',
            count === 0 && 'text-ink-3',
          )}
        >
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 truncate">{facetWord(field, value)}</span>
          <span className="ml-auto text-xs text-ink-2 tabular-nums">
            <span className="sr-only">, </span>
            {count.toLocaleString('en-US')}
            <span className="sr-only"> {count === 1 ? 'song' : 'songs'}</span>
          </span>
        </label>
      ))}
      {!isOpen && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="min-h-8 rounded px-1 text-sm font-semibold text-accent hover:underline"
        >
          Show all {values.length}
          <span className="sr-only"> of {name}</span>
        </button>
      )}
    </fieldset>
  );
}

/** What is chosen, above the list; a press takes one back. */
export function FilterChips({
  filter,
  onChange,
}: {
  filter: string;
  onChange: (filter: string) => void;
}) {
  const { fields, rest } = parseFilter(filter);
  const chips = Object.entries(fields).flatMap(([field, values]) =>
    values.map((value) => ({
      key: `${field}:${value}`,
      text: facetWord(field, value),
      without: () => toggled(filter, field, value),
    })),
  );
  const others = rest.map((part) => ({
    key: part,
    text: part,
    without: () => writeFilter({ fields, rest: rest.filter((other) => other !== part) }),
  }));
  const all = [...chips, ...others];
  if (all.length === 0) return null;
  return (
    <ul aria-label={`${plural(all.length, 'filter')} chosen`} className="flex flex-wrap gap-2">
      {all.map(({ key, text, without }) => (
        <li key={key}>
          <button
            type="button"
            aria-label={`Remove the filter ${text}`}
            onClick={() => onChange(without())}
            className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-full bg-accent-soft px-3 text-sm font-semibold text-accent-strong"
          >
            <span className="truncate">{text}</span>
            <CloseIcon size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}

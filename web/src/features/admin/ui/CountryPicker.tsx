import { useId, useMemo, useState } from 'react';
import { countries, countryName } from '@/lib/countries';
import { CloseIcon } from '@/ui/icons';

/**
 * Several countries by their ISO codes: the chosen ones as a list that each can be taken from, and a
 * search that offers the rest. For Formik: `<CountryPicker value={values.x} onChange={(codes) =>
 * setFieldValue('x', codes)} … />`.
 */
export function CountryPicker({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const id = useId();
  const [sought, setSought] = useState('');
  const found = useMemo(() => {
    const words = sought.trim().toLowerCase();
    if (!words) return [];
    return countries()
      .filter(({ code, name }) => !value.includes(code) && matches(name, code, words))
      .slice(0, 8);
  }, [sought, value]);

  function add(code: string) {
    onChange([...value, code].toSorted((a, b) => countryName(a).localeCompare(countryName(b))));
    setSought('');
  }
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="flex flex-col gap-1.5">
      <label id={`${id}-label`} htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint && <p className="text-sm text-ink-2">{hint}</p>}
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {value.map((code) => (
            <li
              key={code}
              className="inline-flex items-center rounded-full bg-sunken pl-3 text-sm font-semibold"
            >
              {countryName(code)}
              <button
                type="button"
                aria-label={`Take away ${countryName(code)}`}
                onClick={() => onChange(value.filter((other) => other !== code))}
                className="grid size-9 place-items-center rounded-full text-ink-2 hover:text-ink"
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
        placeholder="Add a country"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter adds the first that was found, and never sends the form around.
          event.preventDefault();
          if (found[0]) add(found[0].code);
        }}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base placeholder:text-ink-3"
      />
      {found.length > 0 && (
        <ul aria-label="Countries found" className="rounded-lg border border-line bg-surface p-1">
          {found.map(({ code, name }) => (
            <li key={code}>
              <button
                type="button"
                onClick={() => add(code)}
                className="min-h-10 w-full rounded px-2 text-left text-sm hover:bg-sunken"
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const matches = (name: string, code: string, words: string) =>
  name.toLowerCase().includes(words) || code.toLowerCase() === words;

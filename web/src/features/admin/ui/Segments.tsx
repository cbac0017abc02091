import { useId } from 'react';
import { cx } from '@/lib/cx';

/** One of a few words, all in sight: native radio buttons in one line. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly (readonly [value: T, word: string])[];
  value: T;
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap rounded-[1.25rem] border border-line-strong p-0.5 print:hidden">
      <legend className="sr-only">{label}</legend>
      {options.map(([option, word]) => (
        <label
          key={option}
          className={cx(
            'inline-flex min-h-8 items-center rounded-full px-3 text-sm font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent',
            option === value ? 'bg-ink text-paper' : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

import { useField } from 'formik';
import { useId } from 'react';
import { useShownError } from '@/ui/Field';

/** Several of a few, all of them in sight. */
export function ChoicesField({
  name,
  label,
  choices,
}: {
  name: string;
  label: string;
  choices: readonly { value: string; label: string }[];
}) {
  const [{ value }, meta, { setValue }] = useField<string[]>(name);
  const error = useShownError(meta);
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={({ target }) =>
              void setValue(
                target.checked
                  ? [...value, choice.value]
                  : value.filter((other) => other !== choice.value),
              )
            }
            className="size-5 accent-accent"
          />
          {choice.label}
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

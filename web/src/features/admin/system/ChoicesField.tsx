import { useField } from 'formik';
import { GroupField } from '@/ui/Field';

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
  const [{ value }, , { setValue }] = useField<string[]>(name);
  return (
    <GroupField name={name} label={label}>
      {(id) =>
        choices.map((choice, index) => (
          <label key={choice.value} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              id={index === 0 ? id : undefined}
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
        ))
      }
    </GroupField>
  );
}

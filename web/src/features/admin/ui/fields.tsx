import { useField } from 'formik';
import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx';
import { Field, Frame, GroupField, inputClass, useControl } from '@/ui/Field';

/** A sum of money as text ("9.99"); `centsOf` and `moneyText` go to and from cents. */
export function MoneyField({
  currency = 'USD',
  placeholder = '0.00',
  ...frame
}: Omit<ComponentProps<typeof Frame>, 'children'> & { currency?: string; placeholder?: string }) {
  const control = useControl(frame);
  return (
    <Frame {...frame}>
      <div className="relative">
        <input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          className={cx(inputClass, 'border-line-strong pr-14 text-right tabular-nums')}
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-sm text-ink-2"
        >
          {currency}
        </span>
      </div>
    </Frame>
  );
}

/** A whole number, kept as text until the form is read. */
export function NumberField(props: ComponentProps<typeof Field>) {
  return <Field {...props} inputMode="numeric" autoComplete="off" />;
}

/** A day, "2026-01-31". */
export function DateField(props: ComponentProps<typeof Field>) {
  return <Field {...props} type="date" />;
}

/** A moment in this computer's time zone, which is named beside it; `momentOf` makes it ISO 8601. */
export function DateTimeField({ hint, ...props }: ComponentProps<typeof Field>) {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const said = `Your time, ${zone}.`;
  return (
    <Field
      {...props}
      type="datetime-local"
      hint={
        hint ? (
          <>
            {hint} {said}
          </>
        ) : (
          said
        )
      }
    />
  );
}

/** "2026-01-31T09:00" in this computer's zone as ISO 8601 in UTC; null for nothing. */
export function momentOf(local: string): string | null {
  const moment = new Date(local);
  return local && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null;
}

/** The other way: for the value of a `DateTimeField`. */
export function localOf(iso: string | null | undefined): string {
  if (!iso) return '';
  const moment = new Date(iso);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export type RadioChoice = { value: string; label: string; hint?: string };

/** One of a few, all of them in sight. */
export function RadioField({
  name,
  label,
  choices,
}: {
  name: string;
  label: string;
  choices: readonly RadioChoice[];
}) {
  const [field] = useField<string>(name);
  return (
    <GroupField name={name} label={label}>
      {(id) =>
        choices.map(({ value, label: word, hint }, index) => (
          <label key={value} className="flex min-h-11 items-start gap-3 py-2">
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={name}
              value={value}
              checked={field.value === value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span>
              {word}
              {hint && <span className="block text-sm text-ink-2">{hint}</span>}
            </span>
          </label>
        ))
      }
    </GroupField>
  );
}

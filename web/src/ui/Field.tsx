import { useField, useFormikContext } from 'formik';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { cx } from '@/lib/cx';

export const inputClass =
  'w-full min-h-11 rounded-lg border bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-3 ' +
  'disabled:opacity-60 aria-invalid:border-bad';

/** The id of a field's input: the error summary links to it. */
export const fieldId = (name: string) => `field-${name}`;

export type Shared = { name: string; label: string; hint?: ReactNode; optional?: boolean };

/** Label, hint and error around an input of any kind. */
export function Frame({
  name,
  label,
  hint,
  optional,
  error,
  children,
}: Shared & { error?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId(name)} className="text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${fieldId(name)}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${fieldId(name)}-error`} className="text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/**
 * Errors show after the first try to send, not when a field is left: a message that appears on blur
 * moves the button away from under the pointer that is just pressing it.
 */
export function useShownError({ error, touched }: { error?: string; touched: boolean }) {
  const { submitCount } = useFormikContext();
  return submitCount > 0 && touched ? error : undefined;
}

export function describedBy(name: string, hint: unknown, error: unknown): string | undefined {
  const ids = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

/** A text field of a Formik form: label, hint, error and their ties to the input. */
export function Field({
  label,
  hint,
  optional,
  className,
  ...input
}: Shared & Omit<ComponentProps<'input'>, 'name'>) {
  const [field, meta] = useField<string>(input.name);
  const error = useShownError(meta);
  return (
    <Frame name={input.name} label={label} hint={hint} optional={optional} error={error}>
      <input
        {...input}
        {...field}
        id={fieldId(input.name)}
        required={!optional}
        aria-required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(input.name, hint, error)}
        className={cx(inputClass, 'border-line-strong', className)}
      />
    </Frame>
  );
}

/** A password that can be shown; pasting and password managers are welcome. */
export function PasswordField({
  label,
  hint,
  ...input
}: Shared & Omit<ComponentProps<'input'>, 'name' | 'type'>) {
  const [field, meta] = useField<string>(input.name);
  const [shown, setShown] = useState(false);
  const error = useShownError(meta);
  return (
    <Frame name={input.name} label={label} hint={hint} error={error}>
      <div className="relative">
        <input
          {...input}
          {...field}
          id={fieldId(input.name)}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(input.name, hint, error)}
          className={cx(inputClass, 'border-line-strong pr-20')}
        />
        <button
          type="button"
          aria-label={shown ? 'Hide password' : 'Show password'}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 rounded-md px-3 text-sm font-semibold text-ink-2 hover:bg-sunken"
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  optional,
  children,
  ...select
}: Shared & Omit<ComponentProps<'select'>, 'name'>) {
  const [field, meta] = useField<string>(select.name);
  const error = useShownError(meta);
  return (
    <Frame name={select.name} label={label} hint={hint} optional={optional} error={error}>
      <select
        {...select}
        {...field}
        id={fieldId(select.name)}
        required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(select.name, hint, error)}
        className={cx(inputClass, 'border-line-strong')}
      >
        {children}
      </select>
    </Frame>
  );
}

export function CheckboxField({ name, label, hint }: Shared) {
  const [field] = useField<boolean>({ name, type: 'checkbox' });
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <input
        type="checkbox"
        id={fieldId(name)}
        name={name}
        checked={field.checked}
        onChange={field.onChange}
        onBlur={field.onBlur}
        aria-describedby={hint ? id : undefined}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={fieldId(name)}>{label}</label>
        {hint && (
          <p id={id} className="text-sm text-ink-2">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

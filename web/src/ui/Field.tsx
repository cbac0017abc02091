import { useField, useFormikContext } from 'formik';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { useFieldId } from './fieldId';

export const inputClass =
  'w-full min-h-11 rounded-lg border bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-3 ' +
  'disabled:opacity-60 aria-invalid:border-bad';

type Shared = { name: string; label: string; hint?: ReactNode; optional?: boolean };

/**
 * Errors show after the first try to send, not when a field is left: a message that appears on blur
 * moves the button away from under the pointer that is just pressing it.
 */
export function useShownError(name: string): string | undefined {
  const { submitCount, getFieldMeta } = useFormikContext();
  const { error, touched } = getFieldMeta(name);
  return submitCount > 0 && touched && typeof error === 'string' ? error : undefined;
}

/** What ties a control to its place in the form, its label, its hint and its error. */
export function useControl({ name, hint, optional }: Omit<Shared, 'label'>) {
  const [field] = useField<string>(name);
  const id = useFieldId(name);
  const error = useShownError(name);
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...field,
    id,
    required: !optional,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': about || undefined,
  };
}

/** Label, hint and error around an input of any kind. */
export function Frame({ name, label, hint, optional, children }: Shared & { children: ReactNode }) {
  const id = useFieldId(name);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      {children}
      <FieldError name={name} />
    </div>
  );
}

/** What is wrong with a field, below it. */
export function FieldError({ name }: { name: string }) {
  const id = useFieldId(name);
  const error = useShownError(name);
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="text-sm font-medium text-bad">
      {error}
    </p>
  );
}

/** Several controls that are one field. The first of them takes the `id`: it stands for all. */
export function GroupField({
  name,
  label,
  hideLabel,
  className,
  children,
}: {
  name: string;
  label: string;
  hideLabel?: boolean;
  className?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useFieldId(name);
  const error = useShownError(name);
  return (
    <fieldset className={className} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLabel ? 'sr-only' : 'mb-1 text-sm font-semibold'}>{label}</legend>
      {children(id)}
      <FieldError name={name} />
    </fieldset>
  );
}

/** A text field of a Formik form: label, hint, error and their ties to the input. */
export function Field({
  label,
  hint,
  optional,
  className,
  ...input
}: Shared & Omit<ComponentProps<'input'>, 'name'>) {
  const control = useControl({ name: input.name, hint, optional });
  return (
    <Frame name={input.name} label={label} hint={hint} optional={optional}>
      <input
        {...input}
        {...control}
        aria-required={!optional}
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
}: Omit<Shared, 'optional'> & Omit<ComponentProps<'input'>, 'name' | 'type'>) {
  const control = useControl({ name: input.name, hint });
  const [shown, setShown] = useState(false);
  return (
    <Frame name={input.name} label={label} hint={hint}>
      <div className="relative">
        <input
          {...input}
          {...control}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
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
  const control = useControl({ name: select.name, hint, optional });
  return (
    <Frame name={select.name} label={label} hint={hint} optional={optional}>
      <select {...select} {...control} className={cx(inputClass, 'border-line-strong')}>
        {children}
      </select>
    </Frame>
  );
}

export function TextAreaField({
  label,
  hint,
  optional,
  ...input
}: Shared & Omit<ComponentProps<'textarea'>, 'name'>) {
  const control = useControl({ name: input.name, hint, optional });
  return (
    <Frame name={input.name} label={label} hint={hint} optional={optional}>
      <textarea rows={4} {...input} {...control} className={cx(inputClass, 'border-line-strong')} />
    </Frame>
  );
}

export function CheckboxField({ name, label, hint }: Shared) {
  const [field] = useField<boolean>({ name, type: 'checkbox' });
  const id = useFieldId(name);
  return (
    <div className="flex items-start gap-3">
      <input
        type="checkbox"
        id={id}
        name={name}
        checked={field.checked}
        onChange={field.onChange}
        onBlur={field.onBlur}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-2">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

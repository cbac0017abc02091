import { useFormikContext } from 'formik';
import { useEffect, useId, useRef } from 'react';
import { useFieldId } from './fieldId';

/**
 * What stands in the way of a form, above it, with a link to each field. It takes the focus after
 * a failed submit. `general` is a message that belongs to no field.
 */
export function ErrorSummary({ general }: { general?: string | null }) {
  const { errors, submitCount, isSubmitting, isValid } =
    useFormikContext<Record<string, unknown>>();
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const listed = Object.entries(errors).filter(([, message]) => typeof message === 'string');
  const shown = submitCount > 0 && !isSubmitting && (!isValid || Boolean(general));

  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, submitCount]);

  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      aria-labelledby={titleId}
      className="rounded-xl border-2 border-bad bg-bad-soft px-4 py-3"
    >
      <h2 id={titleId} className="text-lg font-bold text-bad">
        {listed.length ? 'There is a problem' : 'That did not work'}
      </h2>
      {general && <p className="mt-1 text-ink">{general}</p>}
      {listed.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {listed.map(([name, message]) => (
            <li key={name}>
              <FieldLink name={name}>{message as string}</FieldLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function FieldLink({ name, children }: { name: string; children: string }) {
  const id = useFieldId(name);
  return (
    <a
      href={`#${id}`}
      className="font-semibold text-bad underline underline-offset-4"
      onClick={(event) => {
        event.preventDefault();
        const control = document.getElementById(id);
        // What is folded away cannot take the focus.
        control?.closest('details')?.setAttribute('open', '');
        control?.focus();
      }}
    >
      {children}
    </a>
  );
}

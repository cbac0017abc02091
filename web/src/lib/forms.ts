import type { FormikHelpers } from 'formik';
import { describeError, fieldErrors, problemType, sentence } from '@/api/problem';

/**
 * Sends a form. What the service says about a field goes to that field ("billing.city" to "city");
 * anything else becomes the form's general message, kept in Formik's status.
 */
export async function sendForm<V extends object>(
  values: V,
  helpers: Pick<FormikHelpers<V>, 'setErrors' | 'setStatus'>,
  send: () => Promise<unknown>,
  explain: (error: unknown) => string | null = () => null,
): Promise<boolean> {
  helpers.setStatus(null);
  try {
    await send();
    return true;
  } catch (error) {
    const named = Object.entries(fieldErrors(error)).map(
      ([field, message]) => [field.split('.').pop() ?? field, sentence(field, message)] as const,
    );
    const known = named.filter(([field]) => field in values);
    helpers.setErrors(Object.fromEntries(known) as never);
    const strangers = named.filter(([field]) => !(field in values)).map(([, text]) => text);
    const isGeneric = problemType(error) === 'validation' && strangers.length > 0;
    const general = isGeneric ? strangers.join(' ') : describeError(error);
    if (known.length === 0 || strangers.length > 0) helpers.setStatus(explain(error) ?? general);
    return false;
  }
}

/** What a blank optional field means to the service. */
export const orNull = (text: string): string | null => text.trim() || null;

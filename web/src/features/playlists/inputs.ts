/** A plain text field outside of a Formik form; its label stands beside it. */
export const inputClass =
  'min-h-10 rounded-lg border border-line-strong bg-surface px-3 py-1.5 text-base text-ink placeholder:text-ink-3 sm:text-sm';

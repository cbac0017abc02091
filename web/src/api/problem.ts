/** An error of the service, RFC 9457, as it stands in a rejected RTK Query result. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
  [extra: string]: unknown;
};

function looksLikeProblem(value: unknown): value is Problem {
  const it = value as Problem | null;
  return (
    typeof it === 'object' &&
    it !== null &&
    typeof it.type === 'string' &&
    typeof it.title === 'string'
  );
}

/** True for an RTK Query error that carries a problem document; narrows its `data`. */
export function isProblem(error: unknown): error is { status: number; data: Problem } {
  return (
    typeof error === 'object' && error !== null && 'data' in error && looksLikeProblem(error.data)
  );
}

/** `problemType(error) === 'price-changed'`: the last part of the problem's type, or null. */
export function problemType(error: unknown): string | null {
  return isProblem(error) ? (error.data.type.split('/').pop() ?? null) : null;
}

/** The field errors of a problem as Formik wants them. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  return Object.fromEntries(
    (error.data.errors ?? []).map(({ field, message }) => [field, message]),
  );
}

/** The service says "is not your password" of `current_password`: a sentence needs its subject. */
export function sentence(field: string, message: string): string {
  if (!/^[a-z]/.test(message)) return message;
  const words = (field.split('.').pop() ?? field).replaceAll('_', ' ');
  const subject = words.charAt(0).toUpperCase() + words.slice(1);
  const isPredicate = /^(is|are|has|was|does|must|cannot|needs)\b/.test(message);
  const said = `${subject}${isPredicate ? ' ' : ': '}${message}`;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

/** One sentence for a person: what happened, and what to do. */
export function describeError(error: unknown): string {
  // "See `errors` for each" helps a program; a person is told what stands in them.
  if (isProblem(error) && error.data.detail?.includes('`errors`')) {
    const wrong = Object.entries(fieldErrors(error));
    if (wrong.length > 0) return wrong.map((each) => sentence(...each)).join(' ');
  }
  if (isProblem(error)) return error.data.detail ?? error.data.title;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 'FETCH_ERROR' || status === 'TIMEOUT_ERROR') {
    return 'The shop could not be reached. Check your connection and try again.';
  }
  return 'Something went wrong on our side. Try again in a moment.';
}

export const isNotFound = (error: unknown) =>
  (error as { status?: unknown } | null | undefined)?.status === 404;

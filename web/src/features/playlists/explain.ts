import { problemType } from '@/api/problem';

/** What to say when a playlist was changed in another window while it was being edited here. */
export const explain = (error: unknown) =>
  problemType(error) === 'edited-meanwhile'
    ? 'This playlist was changed in another window meanwhile. Your words are still here: save once more to keep them.'
    : null;

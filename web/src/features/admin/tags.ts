import { adminApi } from '@/api/generatedAdmin';
import { officeTag } from './ui/useAdminList';

/** Seconds that an answer is kept after nobody shows it. */
const keptSeconds = 30;

/**
 * The back office shows what is true now: whatever staff change makes everything on the page be
 * asked for again. One rule for all operations; few are on a page at once. Imported once, by the area.
 */
const names = Object.keys(adminApi.endpoints) as (keyof typeof adminApi.endpoints)[];
export const office = adminApi.enhanceEndpoints({
  addTagTypes: [officeTag],
  endpoints: Object.fromEntries(
    names.map((name) => [
      name,
      (definition: { type: string; [field: string]: unknown }) => {
        if (definition.type === 'query') {
          definition.providesTags ??= [officeTag];
          definition.keepUnusedDataFor ??= keptSeconds;
        } else {
          // A preview asks, and changes nothing.
          const asks = name.startsWith('preview');
          definition.invalidatesTags ??= (_answer: unknown, error: unknown) =>
            error || asks ? [] : [officeTag];
        }
      },
    ]),
  ) as never,
});

import type { ReleaseState } from '@/api/generatedAdmin';
import type { Choice } from '@/features/admin/ui/filters';

export const stateChoices: readonly Choice[] = [
  { value: 'draft', label: 'Draft' },
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'published', label: 'On sale' },
  { value: 'withdrawn', label: 'Withdrawn' },
];

/** Where something may go from where it is. */
export const next: Record<ReleaseState, readonly ReleaseState[]> = {
  draft: ['published', 'scheduled'],
  scheduled: ['published', 'scheduled', 'draft', 'withdrawn'],
  published: ['withdrawn'],
  withdrawn: ['published', 'scheduled', 'draft'],
};

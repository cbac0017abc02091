import type { StaffMember } from '@/api/generatedAdmin';

/** The states of staff in the colours that other things have. */
export function shownState(state: StaffMember['state']): { state: string; label?: string } {
  if (state === 'deactivated') return { state: 'disabled', label: 'Deactivated' };
  if (state === 'no_access') return { state: 'archived', label: 'No access' };
  if (state === 'invited') return { state, label: 'Not joined yet' };
  return { state };
}

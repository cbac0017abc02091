import type { PageAuditEntry } from '@/api/generatedAdmin';

export type AuditEntry = PageAuditEntry['items'][number];

export const actorName = ({ actor }: AuditEntry) =>
  actor.name ?? (actor.kind === 'system' ? 'The system' : `${actor.kind} ${actor.id ?? ''}`);

/** "staff.second_factor_reset" as people say it: "Staff: second factor reset". */
export function actionWords(action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  const words = `${noun}: ${verb}`.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { Badge } from '@/ui/States';

type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

/** The states of orders, releases, tickets, jobs …, in the words of a shop and in one colour each. */
const states: Record<string, [word: string, tone: Tone]> = {
  // orders
  pending_payment: ['Waiting for payment', 'warn'],
  processing: ['Payment in progress', 'warn'],
  paid: ['Paid', 'good'],
  fulfilled: ['Complete', 'good'],
  expired: ['Expired', 'plain'],
  canceled: ['Canceled', 'plain'],
  partially_refunded: ['Partly refunded', 'accent'],
  refunded: ['Refunded', 'accent'],
  disputed: ['Disputed', 'bad'],
  // releases
  draft: ['Draft', 'plain'],
  scheduled: ['Scheduled', 'accent'],
  published: ['On sale', 'good'],
  withdrawn: ['Withdrawn', 'warn'],
  archived: ['Archived', 'plain'],
  // tickets
  open: ['Open', 'warn'],
  waiting: ['Waiting for the customer', 'accent'],
  pending: ['Pending', 'warn'],
  solved: ['Solved', 'good'],
  closed: ['Closed', 'plain'],
  // people and things that are switched on and off
  active: ['Active', 'good'],
  invited: ['Invited', 'accent'],
  disabled: ['Disabled', 'bad'],
  anonymised: ['Anonymised', 'plain'],
  paused: ['Paused', 'plain'],
  // work in the background
  queued: ['Waiting', 'plain'],
  running: ['Running', 'accent'],
  sent: ['Sent', 'good'],
  delivered: ['Delivered', 'good'],
  succeeded: ['Done', 'good'],
  done: ['Done', 'good'],
  retrying: ['Will be tried again', 'warn'],
  parked: ['Parked', 'bad'],
  failed: ['Failed', 'bad'],
};

/** A state as a badge. A word that is not known here is shown as it is, readable. */
export function StateBadge({ state, label }: { state: string; label?: string }) {
  const [word, tone] = states[state] ?? [readable(state), 'plain' as const];
  return <Badge tone={tone}>{label ?? word}</Badge>;
}

export const stateWord = (state: string): string => states[state]?.[0] ?? readable(state);

function readable(state: string): string {
  const words = state.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { SecondFactorRequired, SignedIn } from '@/api/generated';

/** What a right password or a mailed link is answered with. */
export type Entry = SignedIn | SecondFactorRequired;

export const asksMore = (answer: Entry): answer is SecondFactorRequired => 'challenge' in answer;

export const codeHint = 'Six digits from your authenticator app, or one of your recovery codes.';

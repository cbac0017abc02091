import type { SecondFactorRequired, SignedIn } from '@/api/generated';

import { problemType } from '@/api/problem';

/** What a right password or a mailed link is answered with. */
export type Entry = SignedIn | SecondFactorRequired;

export const asksMore = (answer: Entry): answer is SecondFactorRequired => 'challenge' in answer;

export const codeHint = 'Six digits from your authenticator app, or one of your recovery codes.';

/** A challenge that has ended is begun again with the password. */
export const tooLate = (error: unknown) =>
  problemType(error) === 'challenge-ended'
    ? 'Too much time has passed. Go back and enter your password again.'
    : null;

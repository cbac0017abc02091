import { useState } from 'react';
import { describeError } from '@/api/problem';
import { Button, LinkButton } from '@/ui/Button';
import { EmptyState, Notice } from '@/ui/States';
import type { Attempt } from './attempt';

/** The order was sent and the answer never came: asking again is safe, and finds the order. */
export function LostAnswer({
  unanswered,
  again,
}: {
  unanswered: Attempt | null;
  again: (attempt: Attempt) => Promise<void>;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!unanswered) return null;

  async function ask(attempt: Attempt) {
    setBusy(true);
    await again(attempt).catch((error: unknown) => setProblem(describeError(error)));
    setBusy(false);
  }
  return (
    <EmptyState
      title="We did not hear back"
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button look="primary" busy={busy} onClick={() => void ask(unanswered)}>
            Find my order
          </Button>
          <LinkButton to="/purchases">Your purchases</LinkButton>
        </div>
      }
    >
      <p>Your order was sent, and the connection broke before the answer. It is not lost.</p>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </EmptyState>
  );
}

import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import type { Question } from './useAdd';

const shown = 5;

/** "Already in there": add all the same, leave those out, or stop. */
export function DuplicatesQuestion({
  question: { target, duplicates, count },
  busy,
  onAnswer,
}: {
  question: Question;
  busy: boolean;
  onAnswer: (all: boolean | null) => void;
}) {
  const more = count - Math.min(shown, duplicates.length);
  return (
    <div className="flex flex-col gap-4">
      <p>
        {count === 1 ? 'This song is' : `${plural(count, 'song')} are`} in{' '}
        <strong>{target.name}</strong> already:
      </p>
      <ul className="flex flex-col gap-1 text-sm">
        {duplicates.slice(0, shown).map(({ title, artist }, index) => (
          <li key={index} className="truncate">
            <span className="font-semibold">{title}</span>{' '}
            {artist && <span className="text-ink-2">{artist}</span>}
          </li>
        ))}
        {more > 0 && <li className="text-ink-2">and {more.toLocaleString('en-US')} more</li>}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" autoFocus disabled={busy} onClick={() => onAnswer(false)}>
          Leave {count === 1 ? 'it' : 'them'} out
        </Button>
        <Button disabled={busy} onClick={() => onAnswer(true)}>
          Add {count === 1 ? 'it' : 'them'} again
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => onAnswer(null)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

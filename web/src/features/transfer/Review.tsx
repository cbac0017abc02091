import { formatDuration, plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import type { Decision, Unsure } from './types';

const choices = [
  ['same', 'The same song'],
  ['new', 'Another song'],
  ['skip', 'Leave it out'],
] as const;

/** Rows that may be songs one has: side by side, for the listener to decide. */
export function Review({
  unsure,
  total,
  decisions,
  onDecide,
  onDecideAll,
}: {
  unsure: Unsure[];
  total: number;
  decisions: Record<string, Decision>;
  onDecide: (row: number, decision: Decision) => void;
  onDecideAll: (decision: Decision) => void;
}) {
  if (unsure.length === 0) return null;
  const open = unsure.filter(({ row }) => !decisions[row]).length;
  return (
    <section aria-labelledby="unsure" className="flex flex-col gap-4">
      <div>
        <h2 id="unsure" className="text-xl font-bold">
          Are these the same?
        </h2>
        <p className="text-sm text-ink-2">
          {open > 0
            ? `${plural(open, 'song')} to decide. What is left open is added as another song.`
            : 'All decided.'}
          {total > unsure.length &&
            ` The first ${unsure.length} of ${total.toLocaleString('en-US')} are shown.`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {choices.map(([decision, name]) => (
          <Button key={decision} size="small" onClick={() => onDecideAll(decision)}>
            All: {name.toLowerCase()}
          </Button>
        ))}
      </div>
      <ul className="flex flex-col gap-3">
        {unsure.map((pair) => (
          <li key={pair.row} className="rounded-xl border border-line p-4">
            <Pair
              pair={pair}
              decision={decisions[pair.row]}
              onDecide={(decision) => onDecide(pair.row, decision)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pair({
  pair: { row, incoming, candidate, score },
  decision,
  onDecide,
}: {
  pair: Unsure;
  decision: Decision | undefined;
  onDecide: (decision: Decision) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">
        Row {row}: {incoming.title}
      </legend>
      <div className="grid gap-3 text-sm sm:grid-cols-2">
        <Side name="In the file" song={incoming} />
        <Side name={`In your library, ${Math.round(score * 100)}% alike`} song={candidate} />
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
        {choices.map(([choice, name]) => (
          <label key={choice} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name={`row-${row}`}
              checked={decision === choice}
              onChange={() => onDecide(choice)}
              className="size-5 shrink-0 accent-accent"
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Side({ name, song }: { name: string; song: Unsure['incoming'] }) {
  const { title, artist, album, duration_ms } = song;
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-2">{name}</p>
      <p className="font-semibold wrap-break-word">{title}</p>
      <p className="text-ink-2 wrap-break-word">
        {[artist, album, duration_ms != null && formatDuration(duration_ms)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}

import { cx } from '@/lib/cx';
import { formatDuration, plural } from '@/lib/format';
import { Badge } from '@/ui/States';
import type { Counts, Preview } from './types';

const kinds = [
  ['new', 'New'],
  ['matched', 'You have already'],
  ['duplicate', 'Twice in the file'],
  ['unsure', 'Unsure'],
  ['bad', 'Cannot be read'],
  ['playlists', 'Playlists'],
] as const;

/** The numbers of an import, each with its name. */
export function CountList({ counts }: { counts: Counts }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {kinds.map(([kind, name]) => (
        <div
          key={kind}
          className={cx(
            'flex flex-col-reverse rounded-xl bg-sunken px-4 py-3',
            kind === 'bad' && counts.bad > 0 && 'bg-bad-soft text-bad',
          )}
        >
          <dt className="text-sm">{name}</dt>
          <dd className="text-2xl font-bold tabular-nums">
            {counts[kind].toLocaleString('en-US')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What would happen, before it happens. */
export function PreviewPanel({ preview, busy }: { preview: Preview; busy: boolean }) {
  const { counts, bad, sample, playlists } = preview;
  return (
    <section
      aria-labelledby="preview"
      aria-busy={busy}
      className={cx('flex flex-col gap-5', busy && 'opacity-55')}
    >
      <h2 id="preview" className="text-xl font-bold">
        What is inside
      </h2>
      <CountList counts={counts} />
      {playlists.length > 0 && (
        <p className="text-sm text-ink-2">
          {playlists.length === 1 ? 'The playlist' : 'The playlists'}{' '}
          {playlists.slice(0, 5).join(', ')}
          {counts.playlists > 5 && ` and ${(counts.playlists - 5).toLocaleString('en-US')} more`}
        </p>
      )}
      {bad.length > 0 && <BadRows bad={bad} total={counts.bad} />}
      {sample.length > 0 && <Sample sample={sample} />}
    </section>
  );
}

function BadRows({ bad, total }: { bad: Preview['bad']; total: number }) {
  return (
    <details open={bad.length <= 10} className="rounded-xl border border-line px-4 py-2">
      <summary className="min-h-8 py-1 font-semibold">
        {total === 1 ? 'One row' : plural(total, 'row')} that cannot be read, and why
      </summary>
      <ul className="flex flex-col gap-2 py-2 text-sm">
        {bad.map(({ row, reason, text }) => (
          <li key={row}>
            <span className="font-semibold">Row {row.toLocaleString('en-US')}:</span> {reason}
            {text && <code className="block truncate text-xs text-ink-2">{text}</code>}
          </li>
        ))}
        {total > bad.length && (
          <li className="text-ink-2">The report after the import has all of them.</li>
        )}
      </ul>
    </details>
  );
}

const outcomes = {
  new: ['good', 'New'],
  matched: ['plain', 'Have it'],
  duplicate: ['warn', 'Twice'],
} as const;

function Sample({ sample }: { sample: Preview['sample'] }) {
  return (
    <details className="rounded-xl border border-line px-4 py-2">
      <summary className="min-h-8 py-1 font-semibold">
        The first rows, as they are understood
      </summary>
      <ul className="py-1">
        {sample.map(({ row, title, artist, album, year, duration_ms, outcome }) => {
          const [tone, name] = outcomes[outcome];
          return (
            <li key={row} className="flex min-h-11 items-center gap-3 border-b border-line text-sm">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{title}</span>
                <span className="block truncate text-xs text-ink-2">
                  {[artist, album, year].filter(Boolean).join(' · ')}
                </span>
              </span>
              {duration_ms != null && (
                <span className="text-ink-2 tabular-nums">{formatDuration(duration_ms)}</span>
              )}
              <Badge tone={tone}>{name}</Badge>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

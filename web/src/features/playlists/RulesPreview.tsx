import { describeError } from '@/api/problem';
import { plural } from '@/lib/format';
import { Cover } from '@/ui/Cover';
import { RowsSkeleton } from '@/ui/Skeleton';
import { Notice } from '@/ui/States';
import { usePreviewRulesQuery } from './playlistsApi';
import { rulesProblem } from './rules';
import type { Rules } from './types';
import { useSettled } from '@/lib/useSettled';

const shown = 12;

/** What the rules would find at this moment, while they are being written. */
export function RulesPreview({ rules }: { rules: Rules }) {
  const settled = useSettled(rules, 300);
  const missing = rulesProblem(settled);
  const { data, currentData, error, isFetching } = usePreviewRulesQuery(
    { rules: settled, limit: shown },
    { skip: missing !== null, refetchOnMountOrArgChange: true },
  );
  // The last result stays until the next is here, so that nothing jumps while typing.
  const found = currentData ?? data;
  return (
    <section aria-label="Preview" aria-busy={isFetching} className="min-w-0">
      <h2 className="text-xl font-bold">Found now</h2>
      <p role="status" className="mt-1 mb-3 text-sm text-ink-2">
        {missing ?? (found ? counted(found.total, settled.limit) : 'Looking…')}
      </p>
      {error && !missing ? (
        <Notice tone="bad">The preview did not load. {describeError(error)}</Notice>
      ) : !found ? (
        !missing && <RowsSkeleton count={6} />
      ) : (
        <ol aria-label="Songs found">
          {found.items.map((song) => (
            <li key={song.id} className="flex min-h-14 items-center gap-3 border-b border-line">
              {song.cover_url && <Cover src={song.cover_url} size={40} />}
              <span className="min-w-0">
                <span className="block truncate text-sm font-semibold">{song.title}</span>
                <span className="block truncate text-xs text-ink-2">{song.artist}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const counted = (total: number, limit: number | null) =>
  limit !== null && total > limit
    ? `${plural(total, 'song')} fit, the first ${limit.toLocaleString('en-US')} are taken`
    : `${plural(total, 'song')} ${total === 1 ? 'fits' : 'fit'}`;

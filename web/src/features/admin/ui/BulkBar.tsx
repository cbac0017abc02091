import type { ReactNode } from 'react';
import { plural } from '@/lib/format';
import type { TableList } from './useAdminList';
import type { TableSelection } from './useTableSelection';

/**
 * What can be done with the chosen rows; only there while some are chosen. When all that are loaded
 * are chosen it offers all that match. `children` are the actions.
 */
export function BulkBar<Row>({
  selection,
  list,
  word,
  children,
}: {
  selection: TableSelection;
  list: TableList<Row>;
  /** One of them: "order". */
  word: string;
  children: ReactNode;
}) {
  const count = selection.count(list.total);
  if (count === 0) return null;
  const offersAll = !selection.everything && list.hasMore && count >= list.rows.length;
  return (
    <div
      role="region"
      aria-label="With the chosen rows"
      className="sticky bottom-3 z-20 flex animate-rise flex-wrap items-center gap-2 rounded-2xl bg-ink py-2 pr-2 pl-4 text-paper shadow-high print:hidden"
    >
      <p role="status" className="mr-auto text-sm font-semibold tabular-nums">
        {!selection.everything
          ? `${plural(count, word)} chosen`
          : list.total === null
            ? `All ${word}s that match`
            : `All ${plural(count, word)} that match`}
      </p>
      {offersAll && (
        <button
          type="button"
          onClick={selection.everyMatching}
          className="min-h-10 px-2 text-sm font-semibold underline underline-offset-4"
        >
          Choose all {list.total === null ? '' : `${list.total.toLocaleString('en-US')} `}that match
        </button>
      )}
      {children}
      <button
        type="button"
        className="min-h-10 rounded-full px-3 text-sm font-semibold hover:underline"
        onClick={selection.clear}
      >
        Choose none
      </button>
    </div>
  );
}

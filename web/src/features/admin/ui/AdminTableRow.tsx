import type { MouseEvent } from 'react';
import { Link } from 'react-router';
import { cx } from '@/lib/cx';
import { Skeleton } from '@/ui/Skeleton';
import type { AdminColumn } from './useTableColumns';

/** One row. Its first cell is the link to what it stands for. */
export function AdminRow<Row>({
  row,
  index,
  name,
  columns,
  height,
  to,
  selected,
  onSelect,
  reachable,
}: {
  row: Row;
  index: number;
  name: string;
  columns: readonly AdminColumn<Row>[];
  height: number;
  to?: string;
  selected?: boolean;
  onSelect?: (extend: boolean) => void;
  /** This row, and what is in it, can be reached by Tab. */
  reachable: boolean;
}) {
  const tabIndex = reachable ? 0 : -1;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabIndex}
      style={{ height }}
      className={cx(
        'focus-visible:-outline-offset-2',
        selected ? 'bg-accent-soft' : 'bg-surface hover:bg-sunken',
        to && 'cursor-pointer',
      )}
    >
      {onSelect && (
        <td className="border-b border-line bg-inherit p-0 sm:sticky sm:left-0 sm:z-[1]">
          <label className="grid size-11 place-items-center">
            <input
              type="checkbox"
              tabIndex={tabIndex}
              aria-label={`Select ${name}`}
              checked={selected ?? false}
              onChange={() => {}}
              onClick={(event: MouseEvent) => onSelect(event.shiftKey)}
              className="size-4.5 accent-accent"
            />
          </label>
        </td>
      )}
      {columns.map(({ id, render, align }, place) => (
        <td
          key={id}
          className={cx(
            'truncate border-b border-line bg-inherit px-3',
            align === 'end' && 'text-right tabular-nums',
            place === 0 && 'font-semibold sm:sticky sm:z-[1]',
            place === 0 && (onSelect ? 'sm:left-11' : 'sm:left-0'),
          )}
        >
          {place === 0 && to ? (
            <Link to={to} tabIndex={tabIndex} className="underline-offset-4 hover:underline">
              {render(row)}
            </Link>
          ) : (
            render(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** The room of the rows that are out of sight. */
export function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <td style={{ height }} className="p-0" />
    </tr>
  );
}

export function SkeletonRows({
  count,
  columns,
  height,
}: {
  count: number;
  columns: number;
  height: number;
}) {
  return Array.from({ length: count }, (_, row) => (
    <tr key={row} aria-hidden="true" style={{ height }}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className="border-b border-line px-3">
          <Skeleton className={`h-4 ${column % 3 === 1 ? 'w-1/2' : 'w-3/4'}`} />
        </td>
      ))}
    </tr>
  ));
}

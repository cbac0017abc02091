import { Link } from 'react-router';
import type { ReportColumn as Column, ReportTable as Table } from '@/api/generatedAdmin';
import { Hint } from '@/features/admin/ui/Hint';
import { hasPage } from '@/features/admin/pages';
import { useRole } from '@/features/admin/useStaff';
import { cx } from '@/lib/cx';
import { cellText, number, rowLink, type CellValue, type ReportRow } from './words';

/** Every number of a report, with its totals; under a number, how it was before. */
export function ReportTable({ table: answered }: { table: Table }) {
  const table = withoutNothing(answered);
  const { columns, rows, totals, previous_totals, currency, title, more } = table;
  if (rows.length === 0)
    return (
      <p className="rounded-xl border border-line bg-surface px-4 py-10 text-center text-ink-2">
        Nothing in this period. Choose other days above.
      </p>
    );
  return (
    <div
      role="region"
      aria-label={`${title}, table`}
      tabIndex={0}
      className="relative overflow-x-auto rounded-xl border border-line bg-surface print:overflow-visible print:border-0"
    >
      <table className="w-full text-sm print:text-xs">
        <caption className="sr-only">{title}</caption>
        <thead className="border-b border-line-strong text-ink-2">
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={row.id} row={row} table={table} />
          ))}
          {more && (
            <tr className="border-t border-line">
              <td colSpan={columns.length} className="px-3 py-2.5 text-ink-2">
                There are more rows. The CSV has all of them, and the total below counts them.
              </td>
            </tr>
          )}
        </tbody>
        <tfoot className="border-t-2 border-line-strong font-semibold">
          <tr>
            {columns.map((column, at) => (
              <td key={column.key} className={cx('px-3 py-2.5 align-top', end(column))}>
                {cellText(column, totals[at], currency)}
                <Before column={column} cell={previous_totals?.[at]} currency={currency} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Where nothing was sold before, zeros under every number would say it too often. */
function withoutNothing(table: Table): Table {
  if (table.previous_totals?.some((cell) => (number(cell) ?? 0) !== 0)) return table;
  const rows = table.rows.map((row) => ({ ...row, previous: null }));
  return { ...table, rows, previous_totals: null };
}

const end = ({ kind }: Column) => (kind === 'text' ? 'text-left' : 'text-right tabular-nums');

function Head({ column }: { column: Column }) {
  return (
    <th scope="col" className={cx('px-3 py-2 font-semibold whitespace-nowrap', end(column))}>
      <span className="inline-flex items-center gap-0.5">
        {column.label}
        {column.definition && !column.key.startsWith('month_') && (
          <Hint of={column.label}>{column.definition}</Hint>
        )}
      </span>
    </th>
  );
}

function BodyRow({ row, table }: { row: ReportRow; table: Table }) {
  const role = useRole();
  const link = rowLink(table.report, row.id);
  const to = link && hasPage(link, role) ? link : null;
  return (
    <tr className="border-t border-line first:border-0 hover:bg-sunken/60">
      {table.columns.map((column, at) => {
        const cell = row.cells[at];
        const text = cellText(column, cell, table.currency);
        if (at === 0)
          return (
            <th
              key={column.key}
              scope="row"
              className="max-w-80 min-w-28 px-3 py-2.5 text-left font-semibold"
            >
              {to ? (
                <Link to={to} className="underline-offset-4 hover:underline">
                  {text}
                </Link>
              ) : (
                text
              )}
            </th>
          );
        return (
          <td
            key={column.key}
            style={table.drawing === 'heat' ? heat(column, cell) : undefined}
            className={cx('max-w-64 px-3 py-2.5 align-top', end(column))}
          >
            {text}
            <Before column={column} cell={row.previous?.[at]} currency={table.currency} />
          </td>
        );
      })}
    </tr>
  );
}

/** What stood here in the period before, quietly. Texts and shares need none. */
function Before({
  column,
  cell,
  currency,
}: {
  column: Column;
  cell: CellValue | undefined;
  currency: string;
}) {
  if ((column.kind !== 'money' && column.kind !== 'count') || number(cell) === null) return null;
  return (
    <span className="block text-xs font-normal text-ink-2">
      <span className="sr-only">before </span>
      {cellText(column, cell, currency)}
    </span>
  );
}

/** Shades of months: the more came back, the stronger. */
function heat(column: Column, cell: CellValue | undefined) {
  const part = number(cell);
  if (column.kind !== 'percent' || part === null || part === 0) return undefined;
  const strength = Math.min(38, 5 + part / 160);
  return { background: `color-mix(in oklab, var(--color-accent) ${strength}%, transparent)` };
}

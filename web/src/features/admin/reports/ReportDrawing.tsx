import type { ReportColumn as Column, ReportTable as Table } from '@/api/generatedAdmin';
import { Panel } from '@/features/admin/ui/AdminPage';
import { BarList } from '@/features/admin/ui/BarList';
import { Chart } from '@/features/admin/ui/Chart';
import { count, money, shortCount, shortMoney } from '@/features/admin/ui/money';
import { cellText, drawnColumn, number, percent } from './words';

const bars = 10;

/** The rows as a picture: a line over time, or the largest as bars. The table below has all of them. */
export function ReportDrawing({ table }: { table: Table }) {
  const at = drawnColumn(table);
  const column = table.columns[at];
  if (!column || table.rows.length === 0 || table.drawing === 'heat') return null;
  const [format, axis] = formats(column, table.currency);
  const first = table.columns[0];
  if (table.drawing === 'line')
    return (
      <Panel title={column.label}>
        <Chart
          label={`${column.label} over time`}
          points={table.rows.map(({ cells, previous }) => ({
            label: String(cells[0] ?? ''),
            values: [number(cells[at]), ...(table.previous ? [number(previous?.[at])] : [])],
          }))}
          series={[
            { name: column.label },
            ...(table.previous ? [{ name: 'Before', tone: 'muted' as const }] : []),
          ]}
          format={format}
          axis={axis}
          zone={table.time_zone}
        />
      </Panel>
    );
  const largest = table.rows
    .filter(({ cells }) => (number(cells[at]) ?? 0) > 0)
    .toSorted((a, b) => (number(b.cells[at]) ?? 0) - (number(a.cells[at]) ?? 0))
    .slice(0, bars);
  if (!first || largest.length < 2) return null;
  const second = table.columns[1];
  return (
    <Panel title={column.label} className="max-w-3xl">
      <BarList
        label={`${column.label}, the largest`}
        rows={largest.map(({ id, cells }) => ({
          key: id,
          label: cellText(first, cells[0], table.currency),
          value: number(cells[at]) ?? 0,
          note: second?.kind === 'text' ? cellText(second, cells[1], table.currency) : undefined,
        }))}
        format={format}
      />
    </Panel>
  );
}

function formats({ kind }: Column, currency: string) {
  if (kind === 'money')
    return [
      (cents: number) => money(cents, currency),
      (cents: number) => shortMoney(cents, currency),
    ] as const;
  return kind === 'percent' ? ([percent, percent] as const) : ([count, shortCount] as const);
}

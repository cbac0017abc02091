import type { Point, Series } from './Chart';

/** The values of a chart, for who reads or hears them. */
export function ChartTable({
  label,
  head,
  points,
  series,
  format,
}: {
  label: string;
  head: string;
  points: readonly Point[];
  series: readonly Series[];
  format: (value: number) => string;
}) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{label}</caption>
      <thead className="sticky top-0 bg-surface text-left text-ink-2">
        <tr>
          <th scope="col" className="px-3 py-2">
            {head}
          </th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="px-3 py-2 text-right">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point, index) => (
          <tr key={index} className="border-t border-line">
            <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
              {point.title ?? point.label}
            </th>
            {series.map(({ name }, place) => {
              const value = point.values[place];
              return (
                <td key={name} className="px-3 py-1.5 text-right tabular-nums">
                  {value === null || value === undefined ? '—' : format(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

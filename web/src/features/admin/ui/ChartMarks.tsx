import type { Point, Series, Tone } from './Chart';

export type Plot = {
  left: number;
  right: number;
  /** From one point to the next. */
  band: number;
  x: (index: number) => number;
  y: (value: number) => number;
  nearest: (x: number) => number;
};
type Props = {
  points: readonly Point[];
  series: readonly Series[];
  plot: Plot;
  /** The point that is looked at. */
  at: number | null;
};

const strokes: Record<Tone, string> = {
  accent: 'stroke-accent',
  muted: 'stroke-ink-3',
  good: 'stroke-good',
  warn: 'stroke-warn',
  bad: 'stroke-bad',
};
const fills: Record<Tone, string> = {
  accent: 'fill-accent',
  muted: 'fill-ink-3',
  good: 'fill-good',
  warn: 'fill-warn',
  bad: 'fill-bad',
};

/** A line for each series, the first with the ground below it. What is missing leaves a gap. */
export function Lines({ points, series, plot, at, filled }: Props & { filled: boolean }) {
  // The main one is drawn last, over the others.
  return series
    .map(({ name, tone = 'accent' }, index) => {
      const runs = runsOf(points, index, plot);
      const value = at === null ? null : points[at]?.values[index];
      return (
        <g key={name}>
          {filled &&
            index === 0 &&
            runs.map((run) => (
              <path
                key={run[0]?.join()}
                d={ground(run, plot.y(0))}
                className={fills[tone]}
                opacity="0.13"
              />
            ))}
          {runs.map((run) => (
            <path
              key={run[0]?.join()}
              d={`M${run.map((place) => place.join(',')).join('L')}`}
              fill="none"
              strokeWidth={index === 0 ? 2.25 : 1.75}
              strokeLinejoin="round"
              strokeLinecap="round"
              strokeDasharray={tone === 'muted' ? '3 4' : undefined}
              className={strokes[tone]}
            />
          ))}
          {/* A point that stands alone has no line. */}
          {runs
            .filter((run) => run.length === 1)
            .map(([place]) => (
              <circle
                key={place?.join()}
                cx={place?.[0]}
                cy={place?.[1]}
                r="3"
                className={fills[tone]}
              />
            ))}
          {at !== null && value !== null && value !== undefined && (
            <circle
              cx={plot.x(at)}
              cy={plot.y(value)}
              r="4.5"
              strokeWidth="2"
              className={`${fills[tone]} stroke-surface`}
            />
          )}
        </g>
      );
    })
    .toReversed();
}

type Place = readonly [x: number, y: number];

function runsOf(points: readonly Point[], series: number, plot: Plot): Place[][] {
  const runs: Place[][] = [[]];
  points.forEach(({ values }, index) => {
    const value = values[series];
    if (value === null || value === undefined) runs.push([]);
    else runs.at(-1)?.push([round(plot.x(index)), round(plot.y(value))]);
  });
  return runs.filter((run) => run.length > 0);
}
const round = (n: number) => Math.round(n * 10) / 10;

function ground(run: Place[], floor: number): string {
  const [first, last] = [run[0], run.at(-1)];
  return `M${first?.[0]},${floor}L${run.map((place) => place.join(',')).join('L')}L${last?.[0]},${floor}Z`;
}

/** Bars side by side for each point. */
export function Bars({ points, series, plot, at }: Props) {
  const gap = Math.min(plot.band * 0.3, 16);
  const wide = Math.max(1, Math.min(48, (plot.band - gap) / series.length));
  return points.map(({ values }, index) => (
    <g key={index}>
      {at === index && (
        <rect
          x={plot.x(index) - plot.band / 2}
          y={12}
          width={plot.band}
          height={Math.max(0, plot.y(0) - 12)}
          className="fill-sunken"
        />
      )}
      {series.map(({ name, tone = 'accent' }, place) => {
        const value = values[place] ?? 0;
        const [from, to] = [plot.y(Math.max(0, value)), plot.y(Math.min(0, value))];
        return (
          <rect
            key={name}
            x={plot.x(index) + (place - series.length / 2) * wide}
            y={from}
            width={Math.max(1, wide - (series.length > 1 ? 1 : 0))}
            height={Math.max(value === 0 ? 0 : 1, to - from)}
            rx={Math.min(3, wide / 4)}
            className={fills[tone]}
          />
        );
      })}
    </g>
  ));
}

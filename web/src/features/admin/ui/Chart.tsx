import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from '@/lib/cx';
import { Bars, Lines, type Plot } from './ChartMarks';
import { ChartTable } from './ChartTable';
import { ticks } from './ticks';
import { useWidth } from './useWidth';

export type Tone = 'accent' | 'muted' | 'good' | 'warn' | 'bad';
export type Series = { name: string; tone?: Tone };
export type Point = {
  /** On the axis: "Jan 5". */
  label: string;
  /** In full, where that is longer: "Monday, January 5, 2026". */
  title?: string;
  /** One for each series; null where there is none. */
  values: readonly (number | null)[];
};

const top = 12;
const bottom = 28;
const right = 14;
const letter = 7;

/**
 * Values over time, drawn by hand: `area`, `line` or `bars`, for one series or several (the first is
 * the main one; a `muted` one is dashed). The pointer or the arrow keys go from point to point; all
 * values are in a table that is read out, and shown on demand. Colours are the theme's.
 * - `format` writes a value in full, `axis` shortly; `zone` is said below ("UTC")
 * - `whole`: values are whole numbers (cents, counts), so no tick lies between them
 */
export function Chart({
  label,
  kind = 'area',
  points,
  series,
  format,
  axis = format,
  zone,
  height = 260,
  whole = true,
  least = 1,
  head = 'Period',
}: {
  label: string;
  kind?: 'area' | 'line' | 'bars';
  points: readonly Point[];
  series: readonly Series[];
  format: (value: number) => string;
  axis?: (value: number) => string;
  zone?: string;
  height?: number;
  whole?: boolean;
  /** How far the axis goes at least: a dollar is 100. */
  least?: number;
  /** What the points are: the head of the table's first column. */
  head?: string;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const [at, setAt] = useState<number | null>(null);
  const [byKey, setByKey] = useState(false);
  const [table, setTable] = useState(false);

  const all = points.flatMap(({ values }) => values.filter((value) => value !== null));
  const marks = ticks(
    Math.min(0, ...all),
    Math.max(least, ...all),
    Math.max(2, height / 60),
    whole,
  );
  const left = 14 + letter * Math.max(...marks.map((mark) => axis(mark).length));
  const plot = plotOf({ left, width, height, marks, count: points.length, bars: kind === 'bars' });
  const shown = at !== null && at < points.length ? at : null;
  const point = shown === null ? undefined : points[shown];

  function onKeyDown(event: KeyboardEvent) {
    const last = points.length - 1;
    const now = at ?? -1;
    const to = { ArrowRight: now + 1, ArrowLeft: now < 0 ? last : now - 1, Home: 0, End: last }[
      event.key
    ];
    if (event.key === 'Escape') setAt(null);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    setByKey(true);
    setAt(Math.max(0, Math.min(last, to)));
  }
  function onPointerMove(event: PointerEvent) {
    const from = event.currentTarget.getBoundingClientRect().left;
    setByKey(false);
    setAt(plot.nearest(event.clientX - from));
  }
  const said = point
    ? `${point.title ?? point.label}: ${series
        .map(({ name }, index) => {
          const value = point.values[index];
          return `${name} ${value === null || value === undefined ? 'none' : format(value)}`;
        })
        .join(', ')}`
    : '';

  return (
    <figure className="min-w-0">
      <Legend series={series} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        // One stop for the keyboard; the arrows go through the values, which are read out below.
        role="group"
        tabIndex={points.length > 0 ? 0 : -1}
        aria-label={`${label}. The arrow keys go through the values.`}
        aria-describedby={`${id}-said`}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerDown={onPointerMove}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        className="relative touch-pan-y rounded-lg"
      >
        <svg width={width} height={height} aria-hidden="true" className="block overflow-visible">
          {marks.map((mark) => (
            <g key={mark}>
              <line
                x1={left}
                x2={width - right}
                y1={plot.y(mark)}
                y2={plot.y(mark)}
                className={mark === 0 ? 'stroke-line-strong' : 'stroke-line'}
              />
              <text
                x={left - 8}
                y={plot.y(mark)}
                dy="0.33em"
                textAnchor="end"
                className="fill-ink-2 text-xs tabular-nums"
              >
                {axis(mark)}
              </text>
            </g>
          ))}
          <XLabels points={points} plot={plot} height={height} />
          {shown !== null && kind !== 'bars' && (
            <line
              x1={plot.x(shown)}
              x2={plot.x(shown)}
              y1={top}
              y2={height - bottom}
              className="stroke-line-strong"
            />
          )}
          {kind === 'bars' ? (
            <Bars points={points} series={series} plot={plot} at={shown} />
          ) : (
            <Lines
              points={points}
              series={series}
              plot={plot}
              at={shown}
              filled={kind === 'area'}
            />
          )}
        </svg>
        {point && shown !== null && (
          <Tip point={point} series={series} format={format} x={plot.x(shown)} width={width} />
        )}
        {points.length === 0 && (
          <p className="absolute inset-0 grid place-items-center text-sm text-ink-2">
            Nothing in this period.
          </p>
        )}
      </div>
      <p id={`${id}-said`} aria-live="polite" className="sr-only">
        {byKey ? said : ''}
      </p>
      <figcaption className="mt-1 flex min-h-8 flex-wrap items-center gap-x-3 text-xs text-ink-2">
        <span className="sr-only">{label}. </span>
        {zone && <span>Times in {zone}</span>}
        {points.length > 0 && (
          <button
            type="button"
            aria-expanded={table}
            aria-controls={`${id}-table`}
            onClick={() => setTable(!table)}
            className="ml-auto min-h-8 rounded px-1 font-semibold text-ink-2 underline underline-offset-4 hover:text-ink print:hidden"
          >
            {table ? 'Hide the table' : 'Show as a table'}
          </button>
        )}
      </figcaption>
      <div
        id={`${id}-table`}
        tabIndex={table ? 0 : -1}
        role="region"
        aria-label={`${label}, as a table`}
        className={table ? 'mt-2 max-h-80 overflow-auto rounded-lg border border-line' : 'sr-only'}
      >
        <ChartTable label={label} head={head} points={points} series={series} format={format} />
      </div>
    </figure>
  );
}

function plotOf({
  left,
  width,
  height,
  marks,
  count,
  bars,
}: {
  left: number;
  width: number;
  height: number;
  marks: readonly number[];
  count: number;
  bars: boolean;
}): Plot {
  const [low, high] = [marks[0] ?? 0, marks.at(-1) ?? 1];
  const across = Math.max(1, width - left - right);
  const down = height - top - bottom;
  const band = bars ? across / Math.max(1, count) : across / Math.max(1, count - 1);
  const start = bars ? left + band / 2 : count === 1 ? left + across / 2 : left;
  return {
    left,
    right: width - right,
    band,
    x: (index) => start + index * band,
    y: (value) => top + down * (1 - (value - low) / (high - low || 1)),
    nearest: (x) => Math.max(0, Math.min(count - 1, Math.round((x - start) / band))),
  };
}

/** As many names below the axis as have room. */
function XLabels({
  points,
  plot,
  height,
}: {
  points: readonly Point[];
  plot: Plot;
  height: number;
}) {
  const longest = Math.max(3, ...points.map(({ label }) => label.length));
  const room = Math.max(1, Math.floor((plot.right - plot.left) / (longest * letter + 16)));
  const step = Math.ceil(points.length / room);
  return points.map(({ label }, index) => {
    if (index % step !== 0) return null;
    const half = (label.length * letter) / 2;
    const x = Math.max(half, Math.min(plot.x(index), plot.right + 12 - half));
    return (
      <text
        key={index}
        x={x}
        y={height - 8}
        textAnchor="middle"
        className="fill-ink-2 text-xs tabular-nums"
      >
        {label}
      </text>
    );
  });
}

const swatches: Record<Tone, string> = {
  accent: 'bg-accent',
  muted: 'bg-ink-3',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
};

function Legend({ series }: { series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul aria-hidden="true" className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
      {series.map(({ name, tone = 'accent' }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span className={cx('h-0.5 w-4 rounded', swatches[tone])} />
          {name}
        </li>
      ))}
    </ul>
  );
}

const tipWidth = 208;

function Tip({
  point,
  series,
  format,
  x,
  width,
}: {
  point: Point;
  series: readonly Series[];
  format: (value: number) => string;
  x: number;
  width: number;
}) {
  const beside = x + 12 + tipWidth > width ? x - 12 - tipWidth : x + 12;
  return (
    <div
      aria-hidden="true"
      style={{ left: Math.max(0, beside), width: tipWidth }}
      className="pointer-events-none absolute top-2 rounded-lg border border-line bg-surface px-3 py-2 text-xs shadow-lift"
    >
      <p className="font-semibold">{point.title ?? point.label}</p>
      {series.map(({ name, tone = 'accent' }, index) => {
        const value = point.values[index];
        return (
          <p key={name} className="mt-1 flex items-center gap-2">
            <span className={cx('size-2 shrink-0 rounded-full', swatches[tone])} />
            <span className="flex-1 truncate text-ink-2">{name}</span>
            <span className="font-semibold tabular-nums">
              {value === null || value === undefined ? '—' : format(value)}
            </span>
          </p>
        );
      })}
    </div>
  );
}

import { useState } from 'react';
import type { AdminHome as Home, Interval, Point as SalesPoint } from '@/api/generatedAdmin';
import { Panel } from '@/features/admin/ui/AdminPage';
import { Chart, type Point } from '@/features/admin/ui/Chart';
import { dateOf } from '@/features/admin/ui/days';
import { count, money, shortCount, shortMoney } from '@/features/admin/ui/money';
import { Segments } from '@/features/admin/ui/Segments';

const intervals = [
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
] as const;
const measures = [
  ['net', 'Net sales'],
  ['orders', 'Orders'],
] as const;
type Measure = (typeof measures)[number][0];
const words: Record<Interval, string> = { day: 'Day', week: 'Week', month: 'Month', year: 'Year' };

/** Net sales or orders over the period, with the period before below it. */
export function SalesChart({
  home,
  onInterval,
}: {
  home: Home;
  onInterval: (interval: Interval) => void;
}) {
  const [measure, setMeasure] = useState<Measure>('net');
  const { interval, currency, previous, time_zone } = home;
  const isMoney = measure === 'net';
  const name = isMoney ? 'Net sales' : 'Orders';
  return (
    <Panel
      title={`${name} by ${words[interval].toLowerCase()}`}
      actions={
        <>
          <Segments label="Show" options={measures} value={measure} onChange={setMeasure} />
          <Segments<Interval>
            label="Chart by"
            options={intervals}
            value={interval}
            onChange={onInterval}
          />
        </>
      }
    >
      <Chart
        label={`${name} by ${words[interval].toLowerCase()}`}
        head={words[interval]}
        points={home.series.map((point) => chartPoint(point, interval, measure, previous !== null))}
        series={[{ name }, ...(previous ? [{ name: 'Before', tone: 'muted' as const }] : [])]}
        format={(value) => (isMoney ? money(value, currency) : count(value))}
        axis={(value) => (isMoney ? shortMoney(value, currency) : shortCount(value))}
        zone={time_zone}
        least={isMoney ? 100 : 1}
        height={280}
      />
    </Panel>
  );
}

function chartPoint(
  point: SalesPoint,
  interval: Interval,
  measure: Measure,
  compared: boolean,
): Point {
  const [now, before] =
    measure === 'net' ? [point.net, point.previous_net] : [point.orders, point.previous_orders];
  const { short, long } = dayWords(point.from, interval);
  return { label: short, title: long, values: compared ? [now, before ?? null] : [now] };
}

/** A point's first day on the axis and in full. */
export function dayWords(day: string, interval: Interval): { short: string; long: string } {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', options).format(dateOf(day));
  switch (interval) {
    case 'day':
      return {
        short: say({ month: 'short', day: 'numeric' }),
        long: say({ dateStyle: 'full' }),
      };
    case 'week':
      return {
        short: say({ month: 'short', day: 'numeric' }),
        long: `Week of ${say({ dateStyle: 'long' })}`,
      };
    case 'month':
      return {
        short: say({ month: 'short', year: 'numeric' }),
        long: say({ month: 'long', year: 'numeric' }),
      };
    case 'year':
      return { short: day.slice(0, 4), long: day.slice(0, 4) };
  }
}

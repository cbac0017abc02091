import type { AdminHome as Home, Card } from '@/api/generatedAdmin';
import { count, money } from '@/features/admin/ui/money';
import { StatCard, StatGrid } from '@/features/admin/ui/StatCard';

/** Which way is good, where it is not up. */
const better: Record<string, 'down' | 'none'> = { refunds: 'down', tax: 'none' };

/** The six figures of the period, each against the period before. */
export function Figures({ home: { cards, currency } }: { home: Home }) {
  function written({ kind }: Card, value: number | null | undefined): string {
    if (value === null || value === undefined) return '—';
    return kind === 'money' ? money(value, currency) : count(value);
  }
  return (
    <section aria-label="Figures">
      <h2 className="sr-only">Figures of the period</h2>
      <StatGrid six={cards.length === 6}>
        {cards.map((card) => (
          <StatCard
            key={card.key}
            label={card.label}
            value={written(card, card.value)}
            now={card.value ?? undefined}
            before={card.previous}
            beforeText={written(card, card.previous)}
            better={better[card.key]}
            about={card.definition}
          />
        ))}
      </StatGrid>
    </section>
  );
}

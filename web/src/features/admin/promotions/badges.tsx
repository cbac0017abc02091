import type { GiftCard, Promotion } from '@/api/generatedAdmin';
import { Badge } from '@/ui/States';
import { isOver, promotionStates } from './words';

export function PromotionState({ state }: { state: Promotion['state'] }) {
  const [label, tone] = promotionStates[state];
  return <Badge tone={tone}>{label}</Badge>;
}

export function GiftCardState({ card }: { card: GiftCard }) {
  if (card.status === 'blocked') return <Badge tone="bad">Blocked</Badge>;
  if (card.balance.amount === 0) return <Badge>Spent</Badge>;
  if (isOver(card)) return <Badge>Expired</Badge>;
  return <Badge tone="good">Good</Badge>;
}

import type { Promotion } from '@/api/generatedAdmin';
import { formatDate, formatMoney, plural } from '@/lib/format';

export const crumbs = [{ to: '/admin/promotions', label: 'Promotions' }];

/** "20 % off", "Buy 2, get 1 free": what it does, in a line. */
export function effectWords(promotion: Promotion): string {
  const { kind, percent, amount, buy_quantity, get_quantity, bundle } = promotion;
  switch (kind) {
    case 'percent':
      return `${percent} % off`;
    case 'amount':
      return amount ? `${formatMoney(amount)} off` : '';
    case 'buy_get':
      return `Buy ${buy_quantity}, get ${get_quantity} ${percent === 100 ? 'free' : `at ${percent} % off`}`;
    case 'bundle':
      return amount ? `${plural(bundle.length, 'item')} for ${formatMoney(amount)}` : '';
  }
}

/** "1 Jan – 31 Jan", "since 1 Jan". */
export function datesWords({ starts_at, ends_at }: Promotion): string {
  return ends_at
    ? `${formatDate(starts_at)} – ${formatDate(ends_at)}`
    : `From ${formatDate(starts_at)}`;
}

/** "12 of 100", "12". */
export function usesWords({ used, max_uses }: Promotion): string {
  return max_uses ? `${used} of ${max_uses}` : String(used);
}

export const promotionStates = {
  scheduled: ['Scheduled', 'accent'],
  running: ['Running', 'good'],
  paused: ['Paused', 'plain'],
  used_up: ['Used up', 'warn'],
  ended: ['Ended', 'plain'],
} as const;

/** Whether what had an end has come to it. */
export const isOver = ({ expires_at }: { expires_at?: string | null }) =>
  Boolean(expires_at) && Date.parse(expires_at ?? '') <= Date.now();

import { formatMoney } from '@/lib/format';

/** "$2,328.60"; nothing is "$0.00", never "Free". */
export const money = (cents: number, currency: string): string =>
  formatMoney({ amount: cents, currency }, { free: false });

/** "$2.3K", or "$0.50" where cents matter: for the axis of a chart. */
export function shortMoney(cents: number, currency: string): string {
  if (Math.abs(cents) < 1000 && cents % 100 !== 0) return money(cents, currency);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  }).format(cents / 100);
}

export const count = (n: number): string => n.toLocaleString('en-US');
/** "1.2K". */
export const shortCount = (n: number): string =>
  new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(n);

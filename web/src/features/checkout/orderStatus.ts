import type { Order, OrderStatus } from '@/api/generated';

type Words = { label: string; tone: 'plain' | 'good' | 'warn' | 'bad' };

const words: Record<OrderStatus, Words> = {
  pending_payment: { label: 'Waiting for payment', tone: 'warn' },
  processing: { label: 'Payment in progress', tone: 'warn' },
  paid: { label: 'Paid', tone: 'good' },
  fulfilled: { label: 'Complete', tone: 'good' },
  expired: { label: 'Not paid in time', tone: 'plain' },
  canceled: { label: 'Canceled', tone: 'plain' },
  partially_refunded: { label: 'Partly refunded', tone: 'plain' },
  refunded: { label: 'Refunded', tone: 'plain' },
  disputed: { label: 'Payment disputed', tone: 'bad' },
};

export const statusWords = (status: OrderStatus): Words => words[status];

/** The goods were handed over. */
export const isBought = ({ status }: Pick<Order, 'status'>) =>
  status === 'paid' || status === 'fulfilled' || status === 'partially_refunded';

export const canBePaid = ({ status }: Pick<Order, 'status'>) => status === 'pending_payment';

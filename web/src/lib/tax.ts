import type { IncludedTax } from '@/api/generated';

/** "21", "5.5": a rate in hundredths of a percent as people write it. */
export const formatRate = (bp: number): string => String(bp / 100);

/** "Includes 21 % VAT". */
export const taxWords = ({ rate_bp, name }: Pick<IncludedTax, 'rate_bp' | 'name'>): string =>
  `Includes ${formatRate(rate_bp)} % ${name}`;

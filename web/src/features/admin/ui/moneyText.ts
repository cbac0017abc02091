/** "9.99" for 999; empty for nothing. */
export function moneyText(cents: number | null | undefined): string {
  if (cents === null || cents === undefined) return '';
  const sign = cents < 0 ? '-' : '';
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${sign}${whole}.${String(rest).padStart(2, '0')}`;
}

/** 999 for "9.99", "9,99" or "$9.99", 50 for ".50"; null for what is no sum of money. Never by way of a float. */
export function centsOf(text: string): number | null {
  const plain = text.trim().replaceAll(/[−–]/g, '-').replaceAll(/[\s_]/g, '');
  const parts = /^(-?)[^\d.,-]*(-?)(\d{0,9})(?:[.,](\d{0,2}))?$/.exec(plain);
  if (!parts) return null;
  const [, before, after, whole = '', rest = ''] = parts;
  if ((before && after) || !(whole || rest)) return null;
  const cents = Number(whole) * 100 + Number(rest.padEnd(2, '0'));
  return (before || after) && cents ? -cents : cents;
}

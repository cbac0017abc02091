/** A day as the service takes it: "2026-01-31". */
export const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const two = (n: number) => String(n).padStart(2, '0');

/** Midday, so that no clock change moves it to another day. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00`);

export function addDays(day: string, days: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

export type Span = { from: string; to: string };

/** The spans that people ask for, by a word each; both ends included. */
export function spans(today: string): { label: string; span: Span }[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (y: number, m: number) => dayOf(new Date(y, m - 1, 1, 12));
  const last = (y: number, m: number) => dayOf(new Date(y, m, 0, 12));
  return [
    { label: 'Today', span: { from: today, to: today } },
    { label: 'Last 7 days', span: { from: addDays(today, -6), to: today } },
    { label: 'Last 30 days', span: { from: addDays(today, -29), to: today } },
    { label: 'Last 90 days', span: { from: addDays(today, -89), to: today } },
    { label: 'This month', span: { from: first(year, month), to: today } },
    { label: 'Last month', span: { from: first(year, month - 1), to: last(year, month - 1) } },
    { label: 'This year', span: { from: `${year}-01-01`, to: today } },
    { label: 'Last year', span: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` } },
  ];
}

/** "1 Jan – 31 Jan 2026", "since 1 Jan 2026", "until …". */
export function spanWords(from: string | undefined, to: string | undefined): string {
  const say = (day: string) =>
    new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' }).format(dateOf(day));
  if (from && to) return from === to ? say(from) : `${say(from)} – ${say(to)}`;
  if (from) return `since ${say(from)}`;
  return to ? `until ${say(to)}` : '';
}
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

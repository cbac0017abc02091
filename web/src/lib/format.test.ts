import { formatDuration, formatLength, formatMoney, plural, speakDuration } from './format';

test('money is shown from minor units of its currency', () => {
  expect(formatMoney({ amount: 899, currency: 'USD' })).toBe('$8.99');
  expect(formatMoney({ amount: 123456, currency: 'EUR' })).toBe('€1,234.56');
  expect(formatMoney({ amount: 500, currency: 'JPY' })).toBe('¥500');
  expect(formatMoney({ amount: 1234, currency: 'KWD' })).toMatch(/1\.234$/);
});

test('nothing to pay is free, but a sum of nothing is a sum', () => {
  expect(formatMoney({ amount: 0, currency: 'USD' })).toBe('Free');
  expect(formatMoney({ amount: 0, currency: 'USD' }, { free: false })).toBe('$0.00');
});

test('a length stands as on a sleeve and is spoken in words', () => {
  expect(formatDuration(245_999)).toBe('4:05');
  expect(formatDuration(3_729_000)).toBe('1:02:09');
  expect(formatDuration(-5)).toBe('0:00');
  expect(speakDuration(3_661_000)).toBe('1 hour 1 minute 1 second');
  expect(speakDuration(0)).toBe('0 seconds');
});

test('the length of a collection is rounded to minutes', () => {
  expect(formatLength(48 * 60_000 + 20_000)).toBe('48 min');
  expect(formatLength(3 * 3_600_000 + 12 * 60_000)).toBe('3 h 12 min');
  expect(formatLength(2 * 3_600_000)).toBe('2 h');
  expect(formatLength(1000)).toBe('1 min');
});

test('one track, two tracks, a thousand with a comma', () => {
  expect([plural(1, 'track'), plural(2, 'track'), plural(3503, 'track')]).toEqual([
    '1 track',
    '2 tracks',
    '3,503 tracks',
  ]);
});

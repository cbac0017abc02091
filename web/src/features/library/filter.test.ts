import { chosenCount, onlyFilter, parseFilter, toggled, writeFilter } from './filter';

test('what the panel writes it reads again, whatever the names hold', () => {
  const fields = { genre: ['Rock', 'R&B "soul" \\ funk'], decade: ['1990s'], rating: ['>=4'] };
  const text = writeFilter({ fields, rest: [] });
  expect(text).toBe('genre:"Rock"|"R&B \\"soul\\" \\\\ funk" decade:1990s rating:>=4');
  expect(parseFilter(text)).toEqual({ fields, rest: [] });
});

test('a value is switched on and off, and the last one takes the field with it', () => {
  const one = toggled('', 'tag', 'gym');
  expect(one).toBe('tag:"gym"');
  expect(toggled(one, 'tag', 'party')).toBe('tag:"gym"|"party"');
  expect(toggled(one, 'tag', 'gym')).toBe('');
});

test('what somebody wrote into the address by hand stays as it is', () => {
  const text = 'genre:"Rock" -live (a OR "b c") year:1990..1999';
  expect(parseFilter(text).rest).toEqual(['-live', '(a', 'OR', '"b c")']);
  expect(toggled(text, 'genre', 'Rock')).toBe('year:1990..1999 -live (a OR "b c")');
  expect(chosenCount(text)).toBe(6);
});

test('a tile leads to exactly its own', () => {
  expect(onlyFilter({ artist: 'AC/DC: live' })).toBe('artist:"AC/DC: live"');
});

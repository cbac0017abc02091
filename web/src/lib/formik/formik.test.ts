import clone from './clone';
import cloneDeep from './cloneDeep';
import isPlainObject from './isPlainObject';
import toPath from './toPath';

test('a clone is shallow, a deep one is not', () => {
  const values = { name: 'Luís', lines: [{ id: 1 }] };
  expect(clone(values)).toEqual(values);
  expect(clone(values)).not.toBe(values);
  expect(clone(values).lines).toBe(values.lines);
  expect(cloneDeep(values).lines[0]).not.toBe(values.lines[0]);
  expect(clone([1, 2])).toEqual([1, 2]);
  expect(clone('text')).toBe('text');
  expect(clone(null)).toBeNull();
});

test('a field name is taken apart at dots and brackets', () => {
  expect(toPath('email')).toEqual(['email']);
  expect(toPath('lines[0].name')).toEqual(['lines', '0', 'name']);
  expect(toPath(['a', 'b'])).toEqual(['a', 'b']);
});

test('only objects written with braces are plain', () => {
  expect([{}, Object.create(null)].map(isPlainObject)).toEqual([true, true]);
  expect([[], new Date(), null, 'x', undefined].map(isPlainObject)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

import { contains, sizeOf, together, without, type Range } from './useSelection';

test('ranges that touch become one, others stay apart and in order', () => {
  expect(together([[5, 9]], [10, 12])).toEqual([[5, 12]]);
  expect(together([[5, 9]], [0, 2])).toEqual([
    [0, 2],
    [5, 9],
  ]);
  expect(
    together(
      [
        [0, 2],
        [5, 9],
      ],
      [1, 7],
    ),
  ).toEqual([[0, 9]]);
});

test('a place in the middle splits its range', () => {
  expect(without([[0, 9]], [4, 4])).toEqual([
    [0, 3],
    [5, 9],
  ]);
  expect(without([[0, 9]], [0, 9])).toEqual([]);
  expect(
    without(
      [
        [0, 3],
        [6, 9],
      ],
      [2, 7],
    ),
  ).toEqual([
    [0, 1],
    [8, 9],
  ]);
});

test('a hundred steps by chance keep the same places as a plain set', () => {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  let ranges: Range[] = [];
  const plain = new Set<number>();
  for (let step = 0; step < 100; step += 1) {
    const from = next(50);
    const range: Range = [from, from + next(10)];
    const adds = next(2) === 0;
    ranges = adds ? together(ranges, range) : without(ranges, range);
    for (let at = range[0]; at <= range[1]; at += 1) {
      if (adds) plain.add(at);
      else plain.delete(at);
    }
    expect(sizeOf(ranges)).toBe(plain.size);
    expect([...plain].every((at) => contains(ranges, at))).toBe(true);
  }
});

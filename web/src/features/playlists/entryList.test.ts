import { aSong, anEntry, entriesOf } from '../../../tests/playlists';
import { EntryList, windowSize } from './entryList';
import type { Entry } from './types';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A service that keeps the order, and answers windows of it. */
function aList(count: number) {
  let kept: Entry[] = entriesOf(count);
  const asked: number[] = [];
  const list = new EntryList(async (offset, limit) => {
    asked.push(offset);
    return { items: kept.slice(offset, offset + limit), total: kept.length, offset };
  });
  const ids = () => list.snapshot().rows.map((entry) => entry?.id.replace('entry-', '') ?? '·');
  const move = async (entry: string, after: string | null) => {
    const one = kept.find(({ id }) => id === entry) as Entry;
    kept = kept.filter(({ id }) => id !== entry);
    kept.splice(after === null ? 0 : kept.findIndex(({ id }) => id === after) + 1, 0, one);
  };
  return { list, asked, ids, move, order: () => kept.map(({ id }) => id.replace('entry-', '')) };
}

test('a window is asked for once, and only when it comes into sight', async () => {
  const { list, asked } = aList(10_000);
  await Promise.all([list.need(0), list.need(20)]);
  expect(asked).toEqual([0]);
  expect(list.snapshot().total).toBe(10_000);
  await list.need(9_999);
  expect(asked).toEqual([0, 10_000 - windowSize]);
  expect(list.snapshot().rows[9_999]?.id).toBe('entry-10000');
  expect(list.snapshot().rows[5_000]).toBeUndefined();
});

test('what the page shows and what the service keeps agree after moves in both directions', async () => {
  const { list, ids, move, order } = aList(6);
  await list.need(0);
  await list.move(0, 3, move);
  expect(ids()).toEqual(['2', '3', '4', '1', '5', '6']);
  await list.move(5, 0, move);
  await list.move(2, 1, move);
  await list.need(0);
  await settled();
  expect(ids()).toEqual(['6', '3', '2', '4', '1', '5']);
  expect(order()).toEqual(ids());
});

test('one move is one request, and moves are sent one after the other', async () => {
  const { list } = aList(4);
  await list.need(0);
  const sent: string[] = [];
  let finish = () => {};
  const slow = (entry: string, after: string | null) => {
    sent.push(`${entry} after ${after}`);
    return new Promise<void>((resolve) => (finish = resolve));
  };
  await list.move(0, 1, slow);
  await list.move(1, 2, slow);
  await settled();
  expect(sent).toEqual(['entry-1 after entry-2']);
  finish();
  await settled();
  expect(sent).toEqual(['entry-1 after entry-2', 'entry-1 after entry-3']);
});

test('a refused move brings back the order of the service', async () => {
  const { list, ids } = aList(3);
  await list.need(0);
  await list.move(0, 2, () => Promise.reject(new Error('refused')));
  expect(ids()).toEqual(['2', '3', '1']);
  await settled();
  expect(list.snapshot().generation).toBe(1);
  await list.need(0);
  expect(ids()).toEqual(['1', '2', '3']);
});

test('an answer from before a removal is thrown away', async () => {
  let kept = entriesOf(3);
  let answer = () => {};
  let calls = 0;
  const list = new EntryList(async (offset) => {
    calls += 1;
    const page = { items: [...kept], total: kept.length, offset };
    if (calls === 2) await new Promise<void>((resolve) => (answer = resolve));
    return page;
  });
  await list.need(0);
  list.refresh();
  const late = list.need(0);
  await settled();
  list.remove(['entry-2'], async () => (kept = kept.filter(({ id }) => id !== 'entry-2')));
  answer();
  await late;
  expect(list.snapshot().rows.map((entry) => entry?.id)).toEqual(['entry-1', 'entry-3']);
  expect(calls).toBe(3);
});

test('songs and tracks of the shop stand side by side', async () => {
  const mixed = [anEntry(1), anEntry(2, { song: null }), anEntry(3, { song: aSong(9) })];
  const list = new EntryList(async (offset) => ({ items: mixed, total: 3, offset }));
  await list.need(0);
  expect(list.snapshot().rows).toEqual(mixed);
});

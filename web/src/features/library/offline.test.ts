import { makeStore } from '@/app/store';
import { asLuis, problem } from '../../../tests/people';
import { serve } from '../../../tests/service';
import { aSong } from '../../../tests/songs';
import { allEdits, forgetEdits, keepEdit, openEdits, withEdit } from './edits';
import type { Store } from './saveSong';
import { sendEdits } from './sendEdits';

const store = () => makeStore(asLuis) as unknown as Store;
beforeEach(() => {
  forgetEdits();
  openEdits('luis');
});

test('changes of one song become one change, kept for this account alone', () => {
  keepEdit(aSong(1), { rating: 8 });
  keepEdit(aSong(1), { notes: 'live', rating: 6 });
  expect(allEdits()).toEqual([
    { before: aSong(1), changes: { rating: 6, notes: 'live' }, current: null },
  ]);
  expect(withEdit(aSong(1), allEdits())).toMatchObject({ rating: 6, notes: 'live' });
  openEdits('somebody else');
  expect(allEdits()).toEqual([]);
  openEdits('luis');
  expect(allEdits()).toHaveLength(1);
});

test('when the service is back they are sent in order, with the version they were made from', async () => {
  const requests = serve({
    'PATCH /api/v1/library/songs/song-1': { body: aSong(1, { version: 2 }) },
    'PATCH /api/v1/library/songs/song-2': { body: aSong(2, { version: 9 }) },
  });
  keepEdit(aSong(1), { rating: 8 });
  keepEdit(aSong(2, { version: 8 }), { favourite: true });
  expect(await sendEdits(store())).toBe(2);
  expect(requests.map(({ headers }) => headers.get('if-match'))).toEqual(['"1"', '"8"']);
  expect(allEdits()).toEqual([]);
});

test('what collides waits for a choice; what still cannot be sent waits for the connection', async () => {
  const current = aSong(1, { version: 5, rating: 2 });
  serve({
    'PATCH /api/v1/library/songs/song-1': problem(412, 'edited-meanwhile', { current }),
    'PATCH /api/v1/library/songs/song-2': () => {
      throw new TypeError('no network');
    },
  });
  keepEdit(aSong(1), { rating: 8 });
  keepEdit(aSong(2), { rating: 4 });
  expect(await sendEdits(store())).toBe(0);
  expect(allEdits()).toEqual([
    { before: aSong(1), changes: { rating: 8 }, current },
    { before: aSong(2), changes: { rating: 4 }, current: null },
  ]);
});

test('a change of a song that is gone is dropped, one that the service could not do now is not', async () => {
  serve({
    'PATCH /api/v1/library/songs/song-1': problem(404, 'not-found'),
    'PATCH /api/v1/library/songs/song-2': problem(503, 'unavailable'),
  });
  keepEdit(aSong(1), { rating: 8 });
  keepEdit(aSong(2), { rating: 4 });
  await sendEdits(store());
  expect(allEdits().map(({ before }) => before.id)).toEqual(['song-2']);
});

test('who signs out leaves nothing behind', () => {
  keepEdit(aSong(1), { rating: 8 });
  forgetEdits();
  expect(Object.keys(localStorage).filter((key) => key.startsWith('chinook.edits.'))).toEqual([]);
});

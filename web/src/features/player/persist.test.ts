import { makeStore } from '@/app/store';
import { tracks } from '../../../tests/fixtures';
import { persistPlayer, restoredPlayer } from './persist';
import { tracksPlayed, volumeChanged } from './playerSlice';
import { playerTrack } from './types';

test('the queue of the last visit comes back, paused', () => {
  jest.useFakeTimers();
  const store = makeStore();
  persistPlayer(store);
  store.dispatch(tracksPlayed(tracks(3).map(playerTrack), 1));
  store.dispatch(volumeChanged(0.3));
  jest.advanceTimersByTime(1000);
  jest.useRealTimers();
  const restored = restoredPlayer();
  expect(restored.queue.map((entry) => entry.trackId)).toEqual([1, 2, 3]);
  expect(restored).toMatchObject({ index: 1, volume: 0.3, wantsToPlay: false, status: 'paused' });
});

test.each([
  'no json',
  '{}',
  '{"queue":[{"key":"a","trackId":9}],"tracks":{},"index":0,"volume":1}',
  '{"queue":[],"tracks":{},"index":4,"volume":1}',
])('what cannot be used is as good as nothing: %s', (kept) => {
  localStorage.setItem('chinook.player', kept);
  expect(restoredPlayer()).toMatchObject({ queue: [], index: -1, status: 'idle' });
});

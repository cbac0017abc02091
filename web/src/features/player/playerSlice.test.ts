import { aTrack, tracks } from '../../../tests/fixtures';
import {
  initialPlayer,
  jumpedTo,
  paused,
  playerSlice,
  queueCleared,
  queuedLast,
  queuedNext,
  queueEntryMoved,
  queueEntryRemoved,
  queueLimit,
  queueRestored,
  repeatChanged,
  selectRowState,
  skippedNext,
  trackEnded,
  tracksPlayed,
  volumeChanged,
  type PlayerState,
} from './playerSlice';
import { playerTrack } from './types';

const list = (count: number, from = 1) => tracks(count, from).map(playerTrack);
const after = (...actions: Parameters<typeof playerSlice.reducer>[1][]) =>
  actions.reduce<PlayerState>((state, action) => playerSlice.reducer(state, action), initialPlayer);
const ids = (state: PlayerState) => state.queue.map((entry) => entry.trackId);

test('playing a list starts at the track that was chosen', () => {
  const state = after(tracksPlayed(list(3), 1));
  expect(ids(state)).toEqual([1, 2, 3]);
  expect(state).toMatchObject({ index: 1, wantsToPlay: true, status: 'loading' });
});

test('a very long list is cut around the track that was chosen, and it is still the one that plays', () => {
  const state = after(tracksPlayed(list(3503), 2000));
  expect(state.queue).toHaveLength(queueLimit);
  expect(state.queue[state.index]?.trackId).toBe(2001);
  expect(state.queue.length - state.index).toBeGreaterThan(500);
});

test('a list cut at its end still plays the track that was chosen', () => {
  const state = after(tracksPlayed(list(3503), 3502));
  expect(state.queue[state.index]?.trackId).toBe(3503);
});

test('"play next" comes right after the current track, "add to end" at the end', () => {
  const state = after(tracksPlayed(list(2)), queuedNext(list(1, 10)), queuedLast(list(1, 20)));
  expect(ids(state)).toEqual([1, 10, 2, 20]);
  expect(state.index).toBe(0);
});

test('adding to an empty queue makes it current without starting it', () => {
  const state = after(queuedLast(list(2)));
  expect(state).toMatchObject({ index: 0, wantsToPlay: false, status: 'paused' });
});

test('the end of a track goes on to the next, and the end of the queue stops', () => {
  const second = after(tracksPlayed(list(2)), trackEnded());
  expect(second.index).toBe(1);
  const end = playerSlice.reducer(second, trackEnded());
  expect(end).toMatchObject({ index: 1, wantsToPlay: false });
});

test('repeat all begins again, repeat one stays, but "next" always goes on', () => {
  expect(after(tracksPlayed(list(2), 1), repeatChanged('all'), trackEnded()).index).toBe(0);
  expect(after(tracksPlayed(list(2)), repeatChanged('one'), trackEnded()).index).toBe(0);
  expect(after(tracksPlayed(list(2)), repeatChanged('one'), skippedNext()).index).toBe(1);
});

test('removing another track leaves the one that plays alone', () => {
  const playing = after(tracksPlayed(list(3), 1));
  const state = playerSlice.reducer(playing, queueEntryRemoved(playing.queue[0]?.key ?? ''));
  expect(ids(state)).toEqual([2, 3]);
  expect(state).toMatchObject({ index: 0, wantsToPlay: true });
  expect(state.queue[state.index]?.key).toBe(playing.queue[1]?.key);
});

test('removing the track that plays stops, and never starts the next by itself', () => {
  const playing = after(tracksPlayed(list(3), 1));
  const state = playerSlice.reducer(playing, queueEntryRemoved(playing.queue[1]?.key ?? ''));
  expect(state).toMatchObject({ index: 1, wantsToPlay: false });
  expect(state.queue[1]?.trackId).toBe(3);
});

test('a removal can be undone, with everything where it was', () => {
  const playing = after(tracksPlayed(list(3), 2));
  const removed = playerSlice.reducer(playing, queueEntryRemoved(playing.queue[0]?.key ?? ''));
  const restored = playerSlice.reducer(removed, queueRestored());
  expect(ids(restored)).toEqual([1, 2, 3]);
  expect(restored).toMatchObject({ index: 2, wantsToPlay: true, undo: null });
});

test('an emptied queue can be undone, paused', () => {
  const cleared = after(tracksPlayed(list(2)), queueCleared());
  expect(cleared).toMatchObject({ queue: [], index: -1, status: 'idle', wantsToPlay: false });
  const restored = playerSlice.reducer(cleared, queueRestored());
  expect(restored).toMatchObject({ index: 0, wantsToPlay: false });
  expect(restored.tracks[1]?.title).toBe('Track 1');
});

test('moving entries keeps the current one current', () => {
  const state = after(tracksPlayed(list(3), 0), queueEntryMoved({ from: 0, to: 2 }));
  expect(ids(state)).toEqual([2, 3, 1]);
  expect(state.index).toBe(2);
});

test('jumping outside of the queue changes nothing', () => {
  expect(after(tracksPlayed(list(2)), jumpedTo(9)).index).toBe(0);
});

test('tracks that left the queue are forgotten', () => {
  const state = after(tracksPlayed(list(3)), tracksPlayed(list(1, 50)));
  expect(Object.keys(state.tracks)).toEqual(['50']);
});

test('the same track may stand in the queue twice', () => {
  const one = playerTrack(aTrack(7));
  const state = after(tracksPlayed([one]), queuedLast([one]));
  expect(ids(state)).toEqual([7, 7]);
  expect(new Set(state.queue.map((entry) => entry.key)).size).toBe(2);
});

test('a row knows whether it is playing, paused or neither', () => {
  const player = after(tracksPlayed(list(2)));
  expect(selectRowState(1)({ player })).toBe('playing');
  expect(selectRowState(2)({ player })).toBeNull();
  expect(selectRowState(1)({ player: playerSlice.reducer(player, paused()) })).toBe('paused');
});

test('the volume stays between silence and full, and turning it ends the mute', () => {
  expect(after(volumeChanged(1.4)).volume).toBe(1);
  expect(after(volumeChanged(-1)).volume).toBe(0);
  expect(playerSlice.reducer({ ...initialPlayer, muted: true }, volumeChanged(0.3)).muted).toBe(
    false,
  );
});

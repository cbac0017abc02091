import { makeStore } from '@/app/store';
import { FakeAudio } from '../../../tests/FakeAudio';
import { tracks } from '../../../tests/fixtures';
import { PlayerController, type ResolveSource } from './controller';
import { AudioEngine } from './engine';
import {
  paused,
  played,
  queueCleared,
  queuedLast,
  repeatChanged,
  skippedNext,
  tracksPlayed,
  volumeChanged,
} from './playerSlice';
import { playerTrack } from './types';

const list = (count: number) => tracks(count).map(playerTrack);
const settle = () => new Promise((resolve) => setTimeout(resolve));
const preview: ResolveSource = (track) =>
  Promise.resolve({ url: track.previewUrl, kind: 'preview' });

function aPlayer(resolve: ResolveSource = preview) {
  const elements: FakeAudio[] = [];
  const engine = new AudioEngine(() => {
    elements.push(new FakeAudio());
    return elements.at(-1) as unknown as HTMLAudioElement;
  });
  const store = makeStore();
  const controller = new PlayerController(store, engine, resolve);
  const sounding = () => elements.find((element) => !element.paused);
  return { store, controller, engine, elements, sounding, state: () => store.getState().player };
}

test('what is played is heard, and is known to be a preview', async () => {
  const { store, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(2)));
  await settle();
  expect(sounding()?.getAttribute()).toBe('/api/v1/music/tracks/1/preview');
  expect(state()).toMatchObject({ status: 'playing', source: 'preview' });
});

test('a track that ends is followed by the next', async () => {
  const { store, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(2)));
  await settle();
  sounding()?.finish();
  await settle();
  expect(state().index).toBe(1);
  expect(sounding()?.getAttribute()).toBe('/api/v1/music/tracks/2/preview');
});

test('the end of the queue is silence, and play begins the last track again', async () => {
  const { store, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  sounding()?.finish();
  await settle();
  expect(sounding()).toBeUndefined();
  expect(state()).toMatchObject({ wantsToPlay: false, status: 'paused' });
  store.dispatch(played());
  await settle();
  expect(sounding()?.currentTime).toBe(0);
});

test('repeat one plays the same track again from its beginning', async () => {
  const { store, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(2)));
  store.dispatch(repeatChanged('one'));
  await settle();
  sounding()?.reach(29, 30);
  sounding()?.finish();
  await settle();
  expect(state().index).toBe(0);
  expect(sounding()?.currentTime).toBe(0);
});

test('pausing and playing go to the audio, and a pause from outside comes back', async () => {
  const { store, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  store.dispatch(paused());
  await settle();
  expect(sounding()).toBeUndefined();
  store.dispatch(played());
  await settle();
  sounding()?.pause();
  await settle();
  expect(state()).toMatchObject({ wantsToPlay: false, status: 'paused' });
});

test('nothing is fetched for a queue that nobody plays', async () => {
  let asked = 0;
  const { store } = aPlayer((track) => {
    asked++;
    return preview(track);
  });
  store.dispatch(queuedLast(list(3)));
  await settle();
  expect(asked).toBe(0);
  store.dispatch(played());
  await settle();
  expect(asked).toBe(1);
});

test('a slow answer for a track that was skipped is not played', async () => {
  const answers: (() => void)[] = [];
  const { store, sounding } = aPlayer(
    (track) =>
      new Promise((resolve) =>
        answers.push(() => resolve({ url: track.previewUrl, kind: 'preview' })),
      ),
  );
  store.dispatch(tracksPlayed(list(2)));
  store.dispatch(skippedNext());
  answers[1]?.();
  await settle();
  answers[0]?.();
  await settle();
  expect(sounding()?.getAttribute()).toBe('/api/v1/music/tracks/2/preview');
});

test('an expired link of an owned track is signed again once, and the place is kept', async () => {
  let links = 0;
  const { store, sounding, state } = aPlayer(() =>
    Promise.resolve({ url: `/stream?n=${++links}`, kind: 'full' }),
  );
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  sounding()?.reach(95, 200);
  sounding()?.say('error');
  await settle();
  expect(sounding()?.getAttribute()).toBe('/stream?n=2');
  expect(sounding()?.currentTime).toBe(95);
  sounding()?.say('error');
  await settle();
  expect(links).toBe(2);
  expect(state()).toMatchObject({ status: 'failed', wantsToPlay: false });
});

test('a track that cannot be played says which, and play tries again', async () => {
  let broken = true;
  const { store, state, sounding } = aPlayer((track) =>
    broken ? Promise.reject(new Error('offline')) : preview(track),
  );
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  expect(state().problem).toContain('Track 1');
  broken = false;
  store.dispatch(played());
  await settle();
  expect(sounding()).toBeDefined();
  expect(state().problem).toBeNull();
});

test('previous goes back to the start, and to the track before only at the start', async () => {
  const { store, controller, sounding, state } = aPlayer();
  store.dispatch(tracksPlayed(list(2), 1));
  await settle();
  sounding()?.reach(10, 30);
  controller.previous();
  expect(state().index).toBe(1);
  expect(sounding()?.currentTime).toBe(0);
  controller.previous();
  expect(state().index).toBe(0);
});

test('the next preview is fetched ahead when the end is near', async () => {
  const { store, elements, sounding } = aPlayer();
  store.dispatch(tracksPlayed(list(2)));
  await settle();
  sounding()?.reach(5, 30);
  await settle();
  expect(elements.map((element) => element.getAttribute())).toContain(
    '/api/v1/music/tracks/2/preview',
  );
});

test('a preview that waits gives way to the whole track once it is owned', async () => {
  let owned = false;
  const { store, controller, sounding } = aPlayer((track) =>
    Promise.resolve(
      owned ? { url: '/stream', kind: 'full' } : { url: track.previewUrl, kind: 'preview' },
    ),
  );
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  store.dispatch(paused());
  await settle();
  owned = true;
  controller.ownershipChanged();
  store.dispatch(played());
  await settle();
  expect(sounding()?.getAttribute()).toBe('/stream');
});

test('volume reaches both elements, and an emptied queue is silent', async () => {
  const { store, elements, sounding } = aPlayer();
  store.dispatch(tracksPlayed(list(1)));
  await settle();
  store.dispatch(volumeChanged(0.25));
  expect(elements.map((element) => element.volume)).toEqual([0.25, 0.25]);
  store.dispatch(queueCleared());
  await settle();
  expect(sounding()).toBeUndefined();
});

import { FakeAudio } from '../../../tests/FakeAudio';
import { AudioEngine, type EngineEvents } from './engine';

function anEngine() {
  const elements: FakeAudio[] = [];
  const engine = new AudioEngine(() => {
    const element = new FakeAudio();
    elements.push(element);
    return element as unknown as HTMLAudioElement;
  });
  const heard: string[] = [];
  engine.events = {
    onStatus: (status) => heard.push(status),
    onEnded: () => heard.push('ended'),
    onError: (position) => heard.push(`error at ${position}`),
    onNearEnd: () => heard.push('near end'),
  } satisfies EngineEvents;
  const [first, second] = elements as [FakeAudio, FakeAudio];
  return { engine, heard, first, second };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('loading with play starts the sound and says so', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  await settle();
  expect(first.getAttribute()).toBe('/a');
  expect(heard).toEqual(['loading', 'playing']);
});

test('loading without play waits in silence', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: false });
  await settle();
  expect(first.paused).toBe(true);
  expect(heard).toEqual(['paused']);
});

test('changing to another track is not mistaken for a pause by the listener', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  engine.load('/b', { play: true });
  await settle();
  expect(first.getAttribute()).toBe('/b');
  expect(heard).not.toContain('paused');
});

test('a pause from outside, such as headphones pulled, is told', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  await settle();
  first.pause();
  await settle();
  expect(heard.at(-1)).toBe('paused');
});

test('the end of a track is told as the end, not as a pause', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  await settle();
  first.finish();
  expect(heard.slice(2)).toEqual(['ended']);
});

test('a browser that refuses to play without a gesture is told apart from a failure', async () => {
  const { engine, heard, first } = anEngine();
  first.refuses = true;
  engine.load('/a', { play: true });
  await settle();
  expect(heard).toEqual(['loading', 'blocked']);
});

test('a track fetched ahead is played by the element that holds it', async () => {
  const { engine, first, second } = anEngine();
  engine.load('/a', { play: true });
  engine.preload('/b');
  expect(second.getAttribute()).toBe('/b');
  engine.load('/b', { play: true });
  await settle();
  expect([first.paused, second.paused]).toEqual([true, false]);
});

test('what the element left behind says is not heard any more', async () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  engine.preload('/b');
  engine.load('/b', { play: true });
  await settle();
  heard.length = 0;
  first.say('error');
  first.say('ended');
  expect(heard).toEqual([]);
});

test('the clock follows the element and seeking stays inside the track', async () => {
  const { engine, first } = anEngine();
  let moved = 0;
  engine.subscribe(() => moved++);
  engine.load('/a', { play: true });
  first.reach(12, 100);
  expect(engine.getClock()).toMatchObject({ position: 12, duration: 100 });
  engine.seek(250);
  expect(first.currentTime).toBe(100);
  engine.seek(-4);
  expect(first.currentTime).toBe(0);
  expect(moved).toBeGreaterThan(2);
});

test('the coming end is told once, when 30 seconds are left', () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  first.reach(60, 100);
  expect(heard).not.toContain('near end');
  first.reach(71, 100);
  first.reach(72, 100);
  expect(heard.filter((word) => word === 'near end')).toHaveLength(1);
});

test('an error tells where playback stood', () => {
  const { engine, heard, first } = anEngine();
  engine.load('/a', { play: true });
  first.reach(42, 100);
  first.say('error');
  expect(heard.at(-1)).toBe('error at 42');
});

test('after stop nothing is loaded and play does nothing', async () => {
  const { engine, first } = anEngine();
  engine.load('/a', { play: true });
  engine.stop();
  engine.play();
  await settle();
  expect(first.paused).toBe(true);
  expect(engine.getClock().duration).toBe(0);
});

import { load, save } from '@/lib/storage';
import { initialPlayer, type PlayerState } from './playerSlice';

const key = 'chinook.player';
type Kept = Pick<
  PlayerState,
  'tracks' | 'queue' | 'index' | 'volume' | 'muted' | 'repeat' | 'shortcuts'
>;

function isKept(value: unknown): value is Kept {
  const it = value as Kept | null;
  return (
    typeof it === 'object' &&
    it !== null &&
    typeof it.tracks === 'object' &&
    Array.isArray(it.queue) &&
    it.queue.every(
      (entry) => typeof entry?.key === 'string' && Boolean(it.tracks[entry.trackId]?.previewUrl),
    ) &&
    Number.isInteger(it.index) &&
    it.index >= -1 &&
    it.index < it.queue.length &&
    typeof it.volume === 'number'
  );
}

/** The queue of the last visit, paused. */
export function restoredPlayer(): PlayerState {
  const kept = load(key, isKept);
  if (!kept) return initialPlayer;
  return { ...initialPlayer, ...kept, status: kept.index < 0 ? 'idle' : 'paused' };
}

/** Keeps the queue and the settings in this browser, at most once a second. */
export function persistPlayer(store: {
  getState(): { player: PlayerState };
  subscribe(listener: () => void): void;
}) {
  const pick = ({ tracks, queue, index, volume, muted, repeat, shortcuts }: PlayerState): Kept => ({
    tracks,
    queue,
    index,
    volume,
    muted,
    repeat,
    shortcuts,
  });
  let kept = pick(store.getState().player);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = () => {
    timer = null;
    save(key, kept);
  };
  store.subscribe(() => {
    const next = pick(store.getState().player);
    if ((Object.keys(next) as (keyof Kept)[]).every((name) => next[name] === kept[name])) return;
    kept = next;
    timer ??= setTimeout(write, 1000);
  });
  window.addEventListener('pagehide', () => timer !== null && write());
}

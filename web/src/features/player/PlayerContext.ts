import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PlayerController } from './controller';
import type { Clock } from './engine';

/** The controller of this page; absent where nothing can play (some tests). */
export const PlayerContext = createContext<PlayerController | null>(null);

export const usePlayerController = () => useContext(PlayerContext);

const still: Clock = { position: 0, duration: 0, buffered: 0 };
const never = () => () => {};

/** Where playback stands; only what shows it re-renders as it moves. */
export function useClock(): Clock {
  const engine = useContext(PlayerContext)?.engine;
  return useSyncExternalStore(engine?.subscribe ?? never, engine?.getClock ?? (() => still));
}

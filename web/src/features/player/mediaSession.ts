import type { PlayerController } from './controller';
import {
  paused,
  played,
  selectCurrentTrack,
  selectIsPlaying,
  skippedNext,
  type PlayerState,
} from './playerSlice';

type Store = {
  getState(): { player: PlayerState };
  dispatch(action: { type: string }): unknown;
  subscribe(listener: () => void): () => void;
};

/** Lock screens, headphones and media keys: what plays, where it stands, and every control. */
export function connectMediaSession(store: Store, controller: PlayerController) {
  const session = navigator.mediaSession;
  if (!session) return;
  const { engine } = controller;
  const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', () => store.dispatch(played())],
    ['pause', () => store.dispatch(paused())],
    ['stop', () => store.dispatch(paused())],
    ['nexttrack', () => store.dispatch(skippedNext())],
    ['previoustrack', () => controller.previous()],
    ['seekbackward', ({ seekOffset }) => controller.seekBy(-(seekOffset ?? 10))],
    ['seekforward', ({ seekOffset }) => controller.seekBy(seekOffset ?? 10)],
    ['seekto', ({ seekTime }) => seekTime !== undefined && engine.seek(seekTime)],
  ];
  for (const [action, handler] of handlers) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // Browsers refuse the actions they do not know.
    }
  }

  let shown: number | null = null;
  const showTrack = () => {
    const state = store.getState();
    const track = selectCurrentTrack(state);
    const playing = selectIsPlaying(state);
    session.playbackState = track ? (playing ? 'playing' : 'paused') : 'none';
    if ((track?.id ?? null) === shown) return;
    shown = track?.id ?? null;
    session.metadata = track
      ? new MediaMetadata({
          title: track.title,
          artist: track.artist ?? '',
          album: track.album ?? '',
          artwork: track.coverUrl
            ? ['96x96', '256x256', '512x512'].map((sizes) => ({
                src: new URL(track.coverUrl ?? '', window.location.href).href,
                sizes,
                type: 'image/svg+xml',
              }))
            : [],
        })
      : null;
  };
  store.subscribe(showTrack);
  showTrack();

  engine.subscribe(() => {
    const { position, duration } = engine.getClock();
    if (!duration || !session.setPositionState) return;
    session.setPositionState({ duration, position: Math.min(position, duration), playbackRate: 1 });
  });
}

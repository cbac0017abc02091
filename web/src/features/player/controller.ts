import type { Action } from '@reduxjs/toolkit';
import type { AudioEngine } from './engine';
import {
  paused,
  playbackFailed,
  played,
  selectCurrentEntry,
  selectCurrentTrack,
  skippedPrevious,
  sourceChosen,
  statusChanged,
  trackEnded,
  type PlayerState,
  type SourceKind,
} from './playerSlice';
import type { PlayerTrack } from './types';

export type Source = { url: string; kind: SourceKind };
export type ResolveSource = (track: PlayerTrack) => Promise<Source>;

type Store = {
  getState(): { player: PlayerState };
  dispatch(action: Action): unknown;
  subscribe(listener: () => void): () => void;
};

const restartSeconds = 3;

/**
 * Stands between the store and the engine: what the listener asked for goes in, what the audio
 * does comes back. The store says which entry is current; this makes it heard.
 */
export class PlayerController {
  private entryKey: string | null = null;
  private loading = 0;
  private loadedKind: SourceKind | null = null;
  private resigned = false;
  private volume = Number.NaN;
  private muted = false;
  private wanted = false;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly store: Store,
    readonly engine: AudioEngine,
    private readonly resolve: ResolveSource,
  ) {
    engine.events = {
      onStatus: (status) => {
        this.store.dispatch(statusChanged(status));
        if (status === 'paused' && this.wanted) this.store.dispatch(paused());
        if (status === 'blocked') this.store.dispatch(paused());
      },
      onEnded: () => this.onEnded(),
      onError: (position) => void this.onError(position),
      onNearEnd: () => void this.preloadNext(),
    };
    this.unsubscribe = store.subscribe(() => this.follow());
    this.follow();
  }

  /** Back to the start of this track, or to the one before when it has just begun. */
  previous() {
    const { index } = this.store.getState().player;
    if (this.engine.getClock().position > restartSeconds || index <= 0) this.engine.seek(0);
    else this.store.dispatch(skippedPrevious());
  }

  seekBy(seconds: number) {
    this.engine.seek(this.engine.getClock().position + seconds);
  }

  close() {
    this.unsubscribe();
    this.engine.stop();
  }

  private follow() {
    const state = this.store.getState();
    const { volume, muted, wantsToPlay } = state.player;
    if (volume !== this.volume || muted !== this.muted) {
      this.volume = volume;
      this.muted = muted;
      this.engine.setVolume(volume, muted);
    }
    const key = selectCurrentEntry(state)?.key ?? null;
    const wanted = this.wanted;
    this.wanted = wantsToPlay;
    if (key !== this.entryKey) {
      this.entryKey = key;
      this.resigned = false;
      void this.loadCurrent(0);
    } else if (wanted !== wantsToPlay) {
      if (!wantsToPlay) this.engine.pause();
      else if (this.loadedKind) this.engine.play();
      else void this.loadCurrent(0);
    }
  }

  /** What the listener owns has changed: a waiting preview makes room for the whole track. */
  ownershipChanged() {
    if (this.loadedKind !== 'preview' || this.wanted) return;
    this.loadedKind = null;
    this.engine.stop();
  }

  private async loadCurrent(startAt: number) {
    const turn = ++this.loading;
    this.loadedKind = null;
    this.engine.stop();
    const track = selectCurrentTrack(this.store.getState());
    // Nothing is fetched before somebody wants to hear it: a restored queue costs nothing.
    if (!track || !this.wanted) return;
    try {
      const source = await this.resolve(track);
      if (turn !== this.loading) return; // the listener went on to another track meanwhile
      this.loadedKind = source.kind;
      this.store.dispatch(sourceChosen(source.kind));
      this.engine.load(source.url, { play: this.store.getState().player.wantsToPlay, startAt });
    } catch {
      if (turn === this.loading) this.fail(track);
    }
  }

  private onEnded() {
    const { repeat } = this.store.getState().player;
    const before = this.entryKey;
    this.store.dispatch(trackEnded());
    if (this.entryKey !== before) return;
    // The same entry again: repeat one, or a queue of one on repeat.
    this.engine.seek(0);
    if (this.loadedKind) this.store.dispatch(sourceChosen(this.loadedKind));
    if (repeat === 'off') this.store.dispatch(statusChanged('paused'));
    else this.engine.play();
  }

  /** Links of owned tracks expire: asks for a new one, once, and keeps the place. */
  private async onError(position: number) {
    const track = selectCurrentTrack(this.store.getState());
    if (this.loadedKind === 'full' && !this.resigned) {
      this.resigned = true;
      await this.loadCurrent(position);
    } else if (track) {
      this.fail(track);
    }
  }

  private fail(track: PlayerTrack) {
    this.loadedKind = null;
    this.engine.stop();
    this.store.dispatch(
      playbackFailed(
        `“${track.title}” could not be played. Check your connection and press play again.`,
      ),
    );
  }

  private async preloadNext() {
    const { player } = this.store.getState();
    const next = player.queue[player.index + 1];
    const track = next && player.tracks[next.trackId];
    if (!track || player.repeat === 'one') return;
    const source = await this.resolve(track).catch(() => null);
    // Previews have an address that stays; a stream's link is asked for when its turn comes.
    if (source?.kind === 'preview') this.engine.preload(source.url);
  }

  /** Play or pause, whichever it is not. */
  toggle() {
    this.store.dispatch(this.store.getState().player.wantsToPlay ? paused() : played());
  }
}

/** Where playback stands. Kept outside Redux: it changes many times a second. */
export type Clock = { position: number; duration: number; buffered: number };

export type EngineStatus = 'loading' | 'playing' | 'paused' | 'blocked';

export type EngineEvents = {
  onStatus: (status: EngineStatus) => void;
  onEnded: () => void;
  /** The audio could not be fetched or decoded. `position` is where playback stood, in seconds. */
  onError: (position: number) => void;
  /** Little of the track is left: a good moment to fetch the next one. Once a track. */
  onNearEnd: () => void;
};

const still: Clock = { position: 0, duration: 0, buffered: 0 };
const nearEndSeconds = 30;

/**
 * Plays one URL at a time on native audio elements. There are two of them, so that the next track
 * can be fetched while this one plays. Knows nothing of tracks, queues or React.
 */
export class AudioEngine {
  private active: HTMLAudioElement;
  private spare: HTMLAudioElement;
  private clock: Clock = still;
  private readonly listeners = new Set<() => void>();
  private wantsToPlay = false;
  private saidNearEnd = false;
  private loaded = false;
  events: EngineEvents = { onStatus() {}, onEnded() {}, onError() {}, onNearEnd() {} };

  constructor(makeElement: () => HTMLAudioElement = () => new Audio()) {
    this.active = this.prepare(makeElement());
    this.spare = this.prepare(makeElement());
  }

  /** Takes another URL; plays it at once when playing is wanted. */
  load(url: string, options: { play: boolean; startAt?: number }) {
    this.active.pause();
    if (this.isAt(this.spare, url)) [this.active, this.spare] = [this.spare, this.active];
    else this.active.src = url;
    this.release(this.spare);
    this.loaded = true;
    this.saidNearEnd = false;
    this.wantsToPlay = options.play;
    this.active.currentTime = options.startAt ?? 0;
    this.setClock({ ...still, position: options.startAt ?? 0 });
    if (options.play) void this.start();
    else this.events.onStatus('paused');
  }

  /** Silence: what was playing is let go. What was fetched ahead is kept. */
  stop() {
    this.wantsToPlay = false;
    this.loaded = false;
    this.active.pause();
    this.release(this.active);
    this.setClock(still);
  }

  /** Fetches what comes next without playing it. */
  preload(url: string) {
    if (this.isAt(this.spare, url)) return;
    this.spare.preload = 'auto';
    this.spare.src = url;
  }

  play() {
    if (!this.loaded) return;
    this.wantsToPlay = true;
    void this.start();
  }

  pause() {
    this.wantsToPlay = false;
    this.active.pause();
  }

  seek(seconds: number) {
    if (!this.loaded) return;
    const end = this.active.duration;
    const to = Math.max(0, Number.isFinite(end) ? Math.min(seconds, end) : seconds);
    this.active.currentTime = to;
    this.setClock({ ...this.clock, position: to });
  }

  setVolume(volume: number, muted: boolean) {
    for (const element of [this.active, this.spare]) {
      element.volume = volume;
      element.muted = muted;
    }
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly getClock = (): Clock => this.clock;

  private async start() {
    const element = this.active;
    this.events.onStatus('loading');
    try {
      await element.play();
    } catch (error) {
      // A newer load or pause aborts this play; only a refusal by the browser is news.
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (refused && element === this.active) {
        this.wantsToPlay = false;
        this.events.onStatus('blocked');
      }
    }
  }

  private prepare(element: HTMLAudioElement): HTMLAudioElement {
    const mine = (handle: () => void) => () => {
      if (element === this.active && this.loaded) handle();
    };
    element.preload = 'auto';
    element.addEventListener(
      'playing',
      mine(() => this.events.onStatus('playing')),
    );
    element.addEventListener(
      'waiting',
      mine(() => this.wantsToPlay && this.events.onStatus('loading')),
    );
    element.addEventListener(
      'pause',
      mine(() => this.onPause(element)),
    );
    element.addEventListener(
      'ended',
      mine(() => this.events.onEnded()),
    );
    element.addEventListener(
      'error',
      mine(() => this.events.onError(this.clock.position)),
    );
    for (const name of ['timeupdate', 'durationchange', 'progress', 'seeked']) {
      element.addEventListener(
        name,
        mine(() => this.readClock(element)),
      );
    }
    return element;
  }

  /** A pause nobody asked for comes from outside: headphones pulled, another app, the end. */
  private onPause(element: HTMLAudioElement) {
    if (element.ended || !element.paused) return;
    this.wantsToPlay = false;
    this.events.onStatus('paused');
  }

  private readClock(element: HTMLAudioElement) {
    const duration = Number.isFinite(element.duration) ? element.duration : 0;
    const ranges = element.buffered;
    const buffered = ranges.length ? ranges.end(ranges.length - 1) : 0;
    this.setClock({ position: element.currentTime, duration, buffered });
    if (!this.saidNearEnd && duration > 0 && duration - element.currentTime < nearEndSeconds) {
      this.saidNearEnd = true;
      this.events.onNearEnd();
    }
  }

  private setClock(clock: Clock) {
    this.clock = clock;
    for (const listener of this.listeners) listener();
  }

  /** Without a source an element also stops fetching. */
  private release(element: HTMLAudioElement) {
    if (!element.hasAttribute('src')) return;
    element.removeAttribute('src');
    element.load();
  }

  private isAt(element: HTMLAudioElement, url: string) {
    return element.getAttribute('src') === url;
  }
}

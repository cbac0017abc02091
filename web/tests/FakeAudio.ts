/** An audio element without sound: remembers what was asked of it and plays when told to. */
export class FakeAudio extends EventTarget {
  paused = true;
  ended = false;
  currentTime = 0;
  duration = Number.NaN;
  volume = 1;
  muted = false;
  preload = '';
  /** Set to make the browser refuse to play without a gesture. */
  refuses = false;
  private source: string | null = null;
  readonly buffered = { length: 0, end: () => 0 };

  set src(url: string) {
    this.source = url;
    this.paused = true;
    this.ended = false;
    this.currentTime = 0;
    this.duration = Number.NaN;
  }
  getAttribute() {
    return this.source;
  }
  hasAttribute() {
    return this.source !== null;
  }
  removeAttribute() {
    this.source = null;
  }
  load() {}
  async play() {
    if (this.refuses) throw new DOMException('no gesture', 'NotAllowedError');
    this.paused = false;
    this.ended = false;
    this.say('playing');
  }
  pause() {
    if (this.paused) return;
    this.paused = true;
    // As in a browser, the event comes after the call.
    queueMicrotask(() => this.say('pause'));
  }
  say(event: string) {
    this.dispatchEvent(new Event(event));
  }
  /** Playback reaches this second of a track this long. */
  reach(currentTime: number, duration: number) {
    Object.assign(this, { currentTime, duration });
    this.say('timeupdate');
  }
  finish() {
    this.ended = true;
    this.paused = true;
    this.say('pause');
    this.say('ended');
  }
}

import type { Entry, Window } from './types';

/** So many entries are fetched at once. */
export const windowSize = 200;

type Load = (offset: number, limit: number) => Promise<Window<Entry>>;
export type EntryRows = {
  /** By place; holes are not loaded yet. */
  rows: readonly (Entry | undefined)[];
  /** Null until the first answer. */
  total: number | null;
  error: unknown;
  /** Changes when what is loaded has become stale: rows in sight then ask again. */
  generation: number;
};

/**
 * The entries of one playlist by place, loaded in windows as they come into sight. Moves and removals
 * happen here at once and are sent one after the other; windows wait for them, so that places agree
 * with the service's.
 */
export class EntryList {
  private state: EntryRows = { rows: [], total: null, error: null, generation: 0 };
  private readonly listeners = new Set<() => void>();
  private readonly windows = new Map<number, Promise<void>>();
  private sending: Promise<unknown> = Promise.resolve();
  /** Counts changes of places: an answer from before the last one is thrown away. */
  private change = 0;

  constructor(private readonly load: Load) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly snapshot = () => this.state;

  /** Asks for the window of this place, unless it is here or on its way. */
  need(index: number): Promise<void> {
    const offset = Math.floor(Math.max(0, index) / windowSize) * windowSize;
    const known = this.windows.get(offset);
    if (known) return known;
    const loading = this.fetch(offset);
    this.windows.set(offset, loading);
    return loading;
  }

  /** Every window up to this many entries: for playing the list. */
  async needUpTo(count: number): Promise<void> {
    const end = Math.min(count, this.state.total ?? count);
    for (let at = 0; at < end; at += windowSize) await this.need(at);
  }

  /** Something changed elsewhere: the rows stay until the new ones are here. */
  refresh() {
    this.windows.clear();
    this.change += 1;
    this.set({ generation: this.state.generation + 1 });
    if (this.state.rows.length === 0) void this.need(0);
  }

  /**
   * Moves the entry to its new place at once; `send` tells the service which entry it now follows.
   * False when nothing was moved.
   */
  async move(
    from: number,
    to: number,
    send: (entry: string, after: string | null) => Promise<unknown>,
  ): Promise<boolean> {
    const before = to > from ? to : to - 1;
    // What is loaded moves in this very moment: the next key press builds on it.
    const missing = [from, before].filter((place) => place >= 0 && !this.state.rows[place]);
    if (missing.length > 0) await Promise.all(missing.map((place) => this.need(place)));
    const rows = [...this.state.rows];
    const entry = rows[from];
    const neighbour = before >= 0 ? rows[before] : null;
    if (from === to || !entry || neighbour === undefined) return false;
    rows.splice(from, 1);
    rows.splice(to, 0, entry);
    this.change += 1;
    this.set({ rows });
    void this.inTurn(() => send(entry.id, neighbour?.id ?? null));
    return true;
  }

  /** Takes entries out at once. */
  remove(ids: readonly string[], send: () => Promise<unknown>) {
    const gone = new Set(ids);
    const rows = withoutHoles(this.state.rows, this.state.total ?? 0).filter(
      (entry) => !entry || !gone.has(entry.id),
    );
    this.change += 1;
    this.windows.clear();
    this.set({ rows, total: rows.length });
    void this.inTurn(send);
  }

  private inTurn(send: () => Promise<unknown>): Promise<unknown> {
    // A refused change leaves places nobody knows: what the service has is asked for again.
    this.sending = this.sending.then(send).catch(() => this.refresh());
    return this.sending;
  }

  private async fetch(offset: number): Promise<void> {
    await this.sending;
    const change = this.change;
    try {
      const page = await this.load(offset, windowSize);
      if (change !== this.change) {
        this.windows.delete(offset);
        return this.need(offset);
      }
      const rows = withoutHoles(this.state.rows, page.total);
      rows.splice(offset, page.items.length, ...page.items);
      rows.length = page.total;
      this.set({ rows, total: page.total, error: null });
    } catch (error) {
      this.windows.delete(offset);
      this.set({ error });
    }
  }

  private set(change: Partial<EntryRows>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** `filter` skips holes and `length` makes them: this keeps each place a place. */
function withoutHoles(rows: EntryRows['rows'], length: number): (Entry | undefined)[] {
  return Array.from({ length }, (_, index) => rows[index]);
}

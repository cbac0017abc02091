/** Reads JSON this browser kept; anything unreadable or of another shape is as good as absent. */
export function load<T>(key: string, accept: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return accept(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps JSON in this browser; where storage is refused or full, nothing is kept. */
export function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The shop works without memory of the last visit.
  }
}

/**
 * What the button of a toast does, where that is more than a plain action of the store: the toast
 * itself, which lives in the store, carries only a number.
 */
const runs = new Map<number, () => void>();
const type = 'toasts/run';
const kept = 20;
let last = 0;

/** `toasted({ message, action: { label: 'Undo', action: toastAction(undo) } })`. */
export function toastAction(run: () => void): { type: string; payload: number } {
  last += 1;
  runs.set(last, run);
  runs.delete(last - kept);
  return { type, payload: last };
}

/** Runs it, once; false for an action that is for the store. */
export function runToastAction(action: { type: string; payload?: unknown }): boolean {
  if (action.type !== type) return false;
  const key = action.payload as number;
  runs.get(key)?.();
  runs.delete(key);
  return true;
}

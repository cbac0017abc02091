import { allEdits, dropEdit, keepEdit } from './edits';
import { saveSong, type Store } from './saveSong';

let sending = false;

/** Sends what waits, oldest first; answers how many songs were changed. Collisions stay, for a choice. */
export async function sendEdits(store: Store): Promise<number> {
  if (sending) return 0;
  sending = true;
  let sent = 0;
  try {
    for (const { before, changes, current } of allEdits()) {
      if (current) continue;
      dropEdit(before.id);
      const saved = await saveSong(store, before, changes);
      if (saved.outcome === 'saved') sent += 1;
      else if (saved.outcome === 'waiting') break;
      else if (saved.outcome === 'failed' && !isFinal(saved.error)) {
        keepEdit(before, changes);
        break;
      }
    }
  } finally {
    sending = false;
  }
  return sent;
}

/** The song is gone, or the service will never take this: asking again would not help. */
function isFinal(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return (
    typeof status === 'number' && status >= 400 && status < 500 && ![401, 408, 429].includes(status)
  );
}

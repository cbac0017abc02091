import { useState } from 'react';
import { describeError, isProblem, problemType } from '@/api/problem';
import { useDeskWrite } from './desk';

/** A change of many things: what it would do is shown first, and exactly that is done. */
export function useBulk<Preview extends { fingerprint: string }>(
  url: string,
  onDone: (done: Preview) => void,
) {
  const write = useDeskWrite();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(body: object) {
    setBusy(true);
    setProblem(null);
    try {
      if (!preview) setPreview(await write<Preview>({ url: `${url}/preview`, body }));
      else onDone(await write<Preview>({ url, body: { ...body, expected: preview.fingerprint } }));
    } catch (error) {
      setProblem(describeError(error));
      // What changed meanwhile is shown at once, to be confirmed anew.
      if (problemType(error) === 'stale-preview' && isProblem(error))
        setPreview((error.data as unknown as { preview: Preview }).preview);
    } finally {
      setBusy(false);
    }
  }
  return { preview, problem, busy, send, forget: () => setPreview(null) };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { describeError } from '@/api/problem';
import { sendFile, type Store, type Upload, type UploadError } from '@/api/uploads';
import { plural } from '@/lib/format';

export type Sending = {
  id: number;
  file: File;
  /** From 0 to 1. */
  part: number;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  problem: string | null;
};

/** So many files are on their way at once. */
const together = 2;

/** Sends files one after another, a few at once; each says how far it is and why it failed. */
export function useUploads<Answer>(
  request: (file: File) => Upload,
  onSent: (answer: Answer, file: File) => void | Promise<void>,
) {
  const store = useStore() as Store;
  const [files, setFiles] = useState<Sending[]>([]);
  const next = useRef(1);
  const stops = useRef(new Map<number, AbortController>());
  const latest = useRef({ request, onSent });
  useEffect(() => {
    latest.current = { request, onSent };
  });

  const change = useCallback(
    (id: number, fields: Partial<Sending>) =>
      setFiles((before) => before.map((it) => (it.id === id ? { ...it, ...fields } : it))),
    [],
  );
  const send = useCallback(
    async ({ id, file }: Sending) => {
      const stop = new AbortController();
      stops.current.set(id, stop);
      change(id, { state: 'sending', part: 0, problem: null });
      try {
        const answer = await sendFile<Answer>(store, latest.current.request(file), {
          signal: stop.signal,
          onProgress: (part) => change(id, { part }),
        });
        await latest.current.onSent(answer, file);
        change(id, { state: 'sent', part: 1 });
      } catch (error) {
        const isStopped = (error as UploadError).status === 'CANCELLED';
        change(id, { state: 'failed', problem: isStopped ? 'Stopped.' : describeError(error) });
      } finally {
        stops.current.delete(id);
      }
    },
    [store, change],
  );

  // Whenever one is done, the next begins.
  useEffect(() => {
    const busy = files.filter(({ state }) => state === 'sending').length;
    const free = files
      .filter(({ state }) => state === 'waiting')
      .slice(0, Math.max(0, together - busy));
    // Uploads are what this effect keeps going: their state follows what is sent.
    // oxlint-disable-next-line react/set-state-in-effect
    for (const it of free) void send(it);
  }, [files, send]);

  // A page that is left sends nothing more.
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const add = useCallback((chosen: readonly File[]) => {
    const fresh = chosen.map((file) => ({
      id: next.current++,
      file,
      part: 0,
      state: 'waiting' as const,
      problem: null,
    }));
    setFiles((before) => [...before, ...fresh]);
  }, []);
  const done = files.filter(({ state }) => state === 'sent').length;
  return {
    files,
    add,
    retry: (id: number) => change(id, { state: 'waiting', problem: null }),
    stop: (id: number) => {
      stops.current.get(id)?.abort();
      setFiles((before) => before.filter((it) => it.id !== id || it.state === 'sending'));
    },
    clear: () =>
      setFiles((before) => before.filter(({ state }) => state !== 'sent' && state !== 'failed')),
    busy: files.some(({ state }) => state === 'waiting' || state === 'sending'),
    said: files.length ? `${done} of ${plural(files.length, 'file')} sent` : '',
  };
}

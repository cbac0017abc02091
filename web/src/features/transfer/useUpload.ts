import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { describeError } from '@/api/problem';
import type { Import } from './types';
import { mostBytes, uploadImport, type Store, type UploadError } from './upload';

export type Uploading = { name: string; part: number };

/** One file on its way: how far it is, what went wrong, and a way to stop it. */
export function useUpload(onDone: (uploaded: Import) => void) {
  const store = useStore() as unknown as Store;
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const upload = useCallback(
    async (file: File) => {
      setProblem(fileProblem(file));
      if (fileProblem(file)) return;
      const controller = new AbortController();
      stop.current = controller;
      setUploading({ name: file.name, part: 0 });
      try {
        const uploaded = await uploadImport(store, file, {
          signal: controller.signal,
          onProgress: (part) => setUploading({ name: file.name, part }),
        });
        onDone(uploaded);
      } catch (error) {
        if ((error as UploadError).status !== 'CANCELLED')
          setProblem(`“${file.name}” was not taken. ${describeError(error)}`);
      } finally {
        setUploading(null);
      }
    },
    [onDone, store],
  );
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { upload, cancel, uploading, problem };
}

function fileProblem(file: File): string | null {
  if (file.size === 0) return `“${file.name}” is empty. Save it again and try once more.`;
  if (file.size > mostBytes) return `“${file.name}” is larger than 512 MB. Split it into parts.`;
  return null;
}

import { useId, useRef, useState, type DragEvent } from 'react';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/States';
import { Progress } from './Progress';
import type { Import } from './types';
import { useUpload } from './useUpload';

/** A place to drop a file, or to choose one; what it is, the service finds out. */
export function DropZone({ onUploaded }: { onUploaded: (uploaded: Import) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { upload, cancel, uploading, problem } = useUpload(onUploaded);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !uploading) void upload(file);
  }
  return (
    <div className="flex flex-col gap-3">
      {/* Dropping is for a pointer; the button inside does the same for everybody. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          'flex min-h-44 flex-col items-center justify-center gap-3 rounded-2xl border-2 border-dashed px-4 py-8 text-center',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
        )}
      >
        {uploading ? (
          <div className="flex w-full max-w-md flex-col items-center gap-3">
            <p className="max-w-full truncate font-semibold">{uploading.name}</p>
            <Progress label={`Sending ${uploading.name}`} part={uploading.part} />
            <p className="text-sm text-ink-2">
              {uploading.part < 1
                ? `${Math.floor(uploading.part * 100)}% sent`
                : 'Looking at what is inside…'}
            </p>
            <Button size="small" onClick={cancel}>
              Stop
            </Button>
          </div>
        ) : (
          <>
            <p className="font-display text-xl font-bold">Drop a file here</p>
            <p className="max-w-md text-sm text-ink-2">
              From Spotify, Apple Music, Last.fm and others, as it came: CSV, JSON, XML, zip, M3U,
              XSPF. Nothing is added before you have seen what is inside.
            </p>
            <input
              ref={input}
              id={id}
              type="file"
              aria-label="File to import"
              className="sr-only"
              tabIndex={-1}
              onChange={({ target }) => {
                const file = target.files?.[0];
                target.value = '';
                if (file) void upload(file);
              }}
            />
            <Button look="primary" onClick={() => input.current?.click()}>
              Choose a file
            </Button>
          </>
        )}
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </div>
  );
}

import { useState } from 'react';
import type { AudioUpload, CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { uuid } from '@/lib/uuid';
import { Button } from '@/ui/Button';
import { onDemand } from '@/ui/onDemand';
import { Panel } from '@/features/admin/ui/AdminPage';
import { UploadDrop } from '@/features/admin/ui/UploadDrop';
import { useDesk } from './desk';
import type { TrackDraft } from './TrackDrafts';

const TrackDrafts = onDemand(() => import('./TrackDrafts'));

const accept = 'audio/*,.flac,.mp3,.wav,.aiff,.aif,.ogg,.m4a';

/** Recordings are dropped, their tags fill the fields, and all of them become tracks of the album. */
export function NewTracks({ album }: { album: CatalogueAlbumDetail }) {
  const genres = useDesk<{ items: { id: number; name: string }[] }>('/genres').data?.items ?? [];
  const [drafts, setDrafts] = useState<TrackDraft[]>([]);

  function add(upload: AudioUpload | null) {
    setDrafts((before) => {
      const tags = upload?.tags;
      const taken = [
        ...album.tracks.map(({ position }) => position ?? 0),
        ...before.map(({ position }) => Number(position)),
      ];
      const wanted = tags?.track_number ?? 0;
      const free = wanted > 0 && !taken.includes(wanted) ? wanted : Math.max(0, ...taken) + 1;
      const last = before.at(-1);
      const draft: TrackDraft = {
        key: upload?.id ?? uuid(),
        upload,
        name: tags?.title ?? nameOf(upload?.file_name),
        position: String(free),
        genre: String(upload?.genre_id ?? last?.genre ?? album.genre?.id ?? ''),
        price: last?.price ?? '0.99',
        problem: null,
      };
      return [...before, draft].toSorted((a, b) => Number(a.position) - Number(b.position));
    });
  }

  return (
    <Panel
      title="Add tracks"
      about="Drop the recordings: titles, numbers and genres come from their tags."
    >
      <div className="flex flex-col gap-4">
        <UploadDrop<AudioUpload>
          label="Drop audio files here"
          hint="FLAC, MP3, WAV, AIFF, Ogg or M4A, up to 1 GB each"
          accept={accept}
          multiple
          request={(file) => ({
            url: `/api/v1/admin/audio-uploads?file_name=${encodeURIComponent(file.name.slice(-200))}`,
            body: file,
          })}
          onSent={add}
        />
        <TrackDrafts
          asked={drafts.length > 0}
          album={album}
          genres={genres}
          drafts={drafts}
          setDrafts={setDrafts}
        />
        <Button look="quiet" className="self-start" onClick={() => add(null)}>
          Add a track without a recording
        </Button>
      </div>
    </Panel>
  );
}

/** "01 - Low Water.flac" as a title. */
const nameOf = (file = '') =>
  file
    .replace(/\.[^.]+$/, '')
    .replace(/^\d+[\s.–-]*/, '')
    .trim();

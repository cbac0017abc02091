import { useState } from 'react';
import type { AudioUpload, CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration, plural } from '@/lib/format';
import { uuid } from '@/lib/uuid';
import { Button, IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { Panel } from '@/features/admin/ui/AdminPage';
import { centsOf } from '@/features/admin/ui/moneyText';
import { UploadDrop } from '@/features/admin/ui/UploadDrop';
import { useDesk, useDeskWrite } from './desk';

/** A track that is about to be added: what its recording says, and what staff make of it. */
type Draft = {
  key: string;
  upload: AudioUpload | null;
  name: string;
  position: string;
  genre: string;
  price: string;
  problem: string | null;
};

const accept = 'audio/*,.flac,.mp3,.wav,.aiff,.aif,.ogg,.m4a';

/** Recordings are dropped, their tags fill the fields, and all of them become tracks of the album. */
export function NewTracks({ album }: { album: CatalogueAlbumDetail }) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const genres = useDesk<{ items: { id: number; name: string }[] }>('/genres').data?.items ?? [];
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [busy, setBusy] = useState(false);

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
      const draft: Draft = {
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
  const change = (key: string, fields: Partial<Draft>) =>
    setDrafts((before) => before.map((it) => (it.key === key ? { ...it, ...fields } : it)));

  async function save() {
    setBusy(true);
    let saved = 0;
    for (const draft of drafts) {
      try {
        // One after another: each takes its place on the album.
        // oxlint-disable-next-line no-await-in-loop
        await write({ url: '/tracks', body: bodyOf(draft, album.id) });
        saved += 1;
        setDrafts((before) => before.filter(({ key }) => key !== draft.key));
      } catch (error) {
        change(draft.key, { problem: describeError(error) });
      }
    }
    setBusy(false);
    if (saved) dispatch(toasted({ message: `${plural(saved, 'track')} added.` }));
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
        {drafts.length > 0 && (
          <form
            className="flex flex-col gap-3"
            aria-label="New tracks"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <ul className="flex flex-col gap-2">
              {drafts.map((draft, index) => (
                <DraftLine
                  key={draft.key}
                  draft={draft}
                  number={index + 1}
                  genres={genres}
                  change={(fields) => change(draft.key, fields)}
                  remove={() => setDrafts((all) => all.filter(({ key }) => key !== draft.key))}
                />
              ))}
            </ul>
            <Button type="submit" look="primary" busy={busy} className="self-start">
              Add {plural(drafts.length, 'track')} to the album
            </Button>
          </form>
        )}
        <Button look="quiet" className="self-start" onClick={() => add(null)}>
          Add a track without a recording
        </Button>
      </div>
    </Panel>
  );
}

const input = 'min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base';

function DraftLine({
  draft,
  number,
  genres,
  change,
  remove,
}: {
  draft: Draft;
  number: number;
  genres: readonly { id: number; name: string }[];
  change: (fields: Partial<Draft>) => void;
  remove: () => void;
}) {
  const { upload, problem } = draft;
  const told = upload
    ? `${upload.file_name} · ${upload.format.toUpperCase()} · ${formatDuration(upload.duration_ms)}`
    : 'Without a recording: one is composed';
  return (
    <li className="rounded-xl border border-line p-3">
      <fieldset className="grid grid-cols-[4.5rem_minmax(0,1fr)_2.75rem] items-end gap-2 md:grid-cols-[4.5rem_minmax(0,2fr)_minmax(0,1fr)_6.5rem_2.75rem]">
        <legend className="sr-only">Track {number}</legend>
        <label className="text-sm font-semibold">
          No.
          <input
            inputMode="numeric"
            required
            value={draft.position}
            onChange={({ target }) => change({ position: target.value })}
            className={`${input} text-right tabular-nums`}
          />
        </label>
        <label className="text-sm font-semibold max-md:col-span-2">
          Title
          <input
            required
            maxLength={200}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
            className={input}
          />
        </label>
        <label className="text-sm font-semibold max-md:col-span-2">
          Genre
          <select
            value={draft.genre}
            onChange={({ target }) => change({ genre: target.value })}
            className={input}
          >
            <option value="">None</option>
            {genres.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="text-sm font-semibold max-md:col-span-2">
          Price, USD
          <input
            inputMode="decimal"
            required
            value={draft.price}
            onChange={({ target }) => change({ price: target.value })}
            className={`${input} text-right tabular-nums`}
          />
        </label>
        <IconButton label={`Take away ${draft.name || `track ${number}`}`} onClick={remove}>
          <TrashIcon size={18} />
        </IconButton>
      </fieldset>
      <p className="mt-1.5 truncate text-sm text-ink-2">{told}</p>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </li>
  );
}

function bodyOf(draft: Draft, album: number) {
  const tags = draft.upload?.tags;
  return {
    name: draft.name,
    album_id: album,
    position: Number(draft.position) || undefined,
    genre_id: draft.genre ? Number(draft.genre) : undefined,
    price_cents: centsOf(draft.price) ?? -1,
    composer: tags?.composer ?? undefined,
    disc: tags?.disc_number ?? undefined,
    year: tags?.year ?? undefined,
    upload_id: draft.upload?.id,
    ...(!draft.upload && { duration_ms: 180_000 }),
  };
}

/** "01 - Low Water.flac" as a title. */
const nameOf = (file = '') =>
  file
    .replace(/\.[^.]+$/, '')
    .replace(/^\d+[\s.–-]*/, '')
    .trim();

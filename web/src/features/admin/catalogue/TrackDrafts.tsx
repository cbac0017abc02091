import { useState, type Dispatch, type SetStateAction } from 'react';
import type { AudioUpload, CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration, plural } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { TrashIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { centsOf } from '@/features/admin/ui/moneyText';
import { useDeskWrite } from './desk';

/** A track that is about to be added: what its recording says, and what staff make of it. */
export type TrackDraft = {
  key: string;
  upload: AudioUpload | null;
  name: string;
  position: string;
  genre: string;
  price: string;
  problem: string | null;
};

/** What is about to be added to an album, line by line, and the button that does it. */
export default function TrackDrafts({
  album,
  genres,
  drafts,
  setDrafts,
}: {
  album: CatalogueAlbumDetail;
  genres: readonly { id: number; name: string }[];
  drafts: readonly TrackDraft[];
  setDrafts: Dispatch<SetStateAction<TrackDraft[]>>;
}) {
  const write = useDeskWrite();
  const dispatch = useAppDispatch();
  const [busy, setBusy] = useState(false);

  const change = (key: string, fields: Partial<TrackDraft>) =>
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
  draft: TrackDraft;
  number: number;
  genres: readonly { id: number; name: string }[];
  change: (fields: Partial<TrackDraft>) => void;
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

function bodyOf(draft: TrackDraft, album: number) {
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

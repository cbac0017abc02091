import { useState, type FormEvent } from 'react';
import { describeError } from '@/api/problem';
import { plural } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { PlusIcon } from '@/ui/icons';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { Notice } from '@/ui/States';
import { Covers } from './Covers';
import { DuplicatesQuestion } from './DuplicatesQuestion';
import { canAddTo } from './entries';
import { inputClass } from './inputs';
import { useCreateMyPlaylistMutation, useMyPlaylistsQuery } from './playlistsApi';
import type { Additions, Playlist } from './types';
import { useAdd } from './useAdd';

export default function AddToPlaylistDialog({
  what,
  label,
  onClose,
}: {
  what: Additions;
  label: string;
  onClose: () => void;
}) {
  const { add, question, answer, isLoading } = useAdd(onClose);
  return (
    <Dialog open onClose={onClose} title={question ? 'Already in there' : `Add ${label} to…`}>
      {question ? (
        <DuplicatesQuestion question={question} busy={isLoading} onAnswer={answer} />
      ) : (
        <Choice busy={isLoading} onChoose={(playlist) => void add(playlist, what)} />
      )}
    </Dialog>
  );
}

function Choice({ busy, onChoose }: { busy: boolean; onChoose: (playlist: Playlist) => void }) {
  const { data, error } = useMyPlaylistsQuery();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const own = data?.items.filter(canAddTo) ?? [];
  const found = own
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => b.updated_at.localeCompare(a.updated_at));
  return (
    <div className="flex flex-col gap-4">
      <NewOne text={text} onText={setText} busy={busy} onCreated={onChoose} />
      {error && !data ? (
        <Notice tone="bad">Your playlists did not load. {describeError(error)}</Notice>
      ) : !data ? (
        <>
          <Loading what="your playlists" />
          <RowsSkeleton count={4} />
        </>
      ) : (
        <ul aria-label="Your playlists" className="flex flex-col">
          {found.map((playlist) => (
            <li key={playlist.id}>
              <button
                type="button"
                disabled={busy}
                onClick={() => onChoose(playlist)}
                className="flex min-h-14 w-full items-center gap-3 rounded-lg px-2 text-left hover:bg-sunken"
              >
                <Covers urls={playlist.cover_urls} size={40} />
                <span className="min-w-0">
                  <span className="block truncate text-sm font-semibold">{playlist.name}</span>
                  <span className="block truncate text-xs text-ink-2">
                    {plural(playlist.songs ?? 0, 'song')}
                    {playlist.owner_name && ` · with ${playlist.owner_name}`}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** One field for both: it finds a playlist, and names a new one. */
function NewOne({
  text,
  onText,
  busy,
  onCreated,
}: {
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  onCreated: (playlist: Playlist) => void;
}) {
  const [create, { isLoading, error }] = useCreateMyPlaylistMutation();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const name = text.trim();
    if (!name) return;
    const { data } = await create({ name });
    if (data) onCreated(data);
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <label htmlFor="add-to-playlist" className="text-sm font-semibold">
        Find a playlist, or name a new one
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="add-to-playlist"
          data-autofocus
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
          className={`${inputClass} min-w-0 flex-1`}
        />
        <Button type="submit" busy={isLoading} disabled={busy || !text.trim()}>
          <PlusIcon size={16} /> New playlist
        </Button>
      </div>
      {error && <Notice tone="bad">Not created. {describeError(error)}</Notice>}
    </form>
  );
}

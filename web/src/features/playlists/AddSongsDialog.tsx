import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSearchMusicQuery } from '@/api/generated';
import { describeError } from '@/api/problem';
import { formatMoney } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Dialog } from '@/ui/Dialog';
import { CheckIcon, PlusIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { DuplicatesQuestion } from './DuplicatesQuestion';
import { inputClass } from './inputs';
import { useFindSongsQuery } from './playlistsApi';
import type { Additions, Playlist } from './types';
import { useAdd } from './useAdd';
import { useSettled } from '@/lib/useSettled';

const limit = 20;

/** Searches the listener's library and the shop, and puts what is chosen into the playlist. */
export default function AddSongsDialog({
  playlist,
  onClose,
}: {
  playlist: Playlist;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const { add, question, answer, isLoading } = useAdd((_target, what) =>
    setDone((before) => new Set([...before, keyOf(what)])),
  );
  // The answered question took its buttons, and the focus, with it.
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!question) search.current?.focus();
  }, [question]);
  return (
    <Dialog open onClose={onClose} title={question ? 'Already in there' : 'Add songs'}>
      {question && <DuplicatesQuestion question={question} busy={isLoading} onAnswer={answer} />}
      <div hidden={question !== null}>
        <div className="flex flex-col gap-5">
          <label className="flex flex-col gap-1.5 text-sm font-semibold">
            Search your library and the shop
            <input
              ref={search}
              type="search"
              data-autofocus
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder="Title, artist or album"
              className={inputClass}
            />
          </label>
          <Found
            text={text}
            busy={isLoading}
            done={done}
            onChoose={(what) => void add(playlist, what)}
          />
        </div>
      </div>
    </Dialog>
  );
}

const keyOf = ({ songs, tracks }: Additions) => `${songs?.[0]}/${tracks?.[0]}`;

type Hits = {
  busy: boolean;
  done: ReadonlySet<string>;
  onChoose: (what: Additions) => void;
};

function Found({ text, ...hits }: Hits & { text: string }) {
  const q = useSettled(text.trim());
  const own = useFindSongsQuery({ q, limit });
  const shop = useSearchMusicQuery({ q, kind: 'track', limit }, { skip: q === '' });
  const owned = new Set(own.currentData?.items.flatMap(({ track_id }) => track_id ?? []));
  const tracks = (q === '' ? [] : (shop.currentData?.tracks ?? []))
    .map(({ item }) => item)
    .filter(({ id }) => !owned.has(id));
  const songs = own.currentData?.items ?? [];
  const error = own.error ?? shop.error;
  const waiting = own.isFetching || shop.isFetching;
  return (
    <>
      {error && <Notice tone="bad">The search did not work. {describeError(error)}</Notice>}
      <Part title={q ? 'In your library' : 'Added to your library lately'} count={songs.length}>
        {songs.map((song) => (
          <Hit
            key={song.id}
            title={song.title}
            about={song.artist ?? null}
            cover={song.cover_url ?? null}
            what={{ songs: [song.id] }}
            {...hits}
          />
        ))}
      </Part>
      <Part title="In the shop" count={tracks.length}>
        {tracks.map((track) => (
          <Hit
            key={track.id}
            title={track.name}
            about={`${track.artist?.name ?? ''} · ${formatMoney(track.price)}`}
            cover={track.album?.cover_url ?? null}
            what={{ tracks: [track.id] }}
            {...hits}
          />
        ))}
      </Part>
      {!waiting && !error && songs.length + tracks.length === 0 && (
        <p role="status" className="text-sm text-ink-2">
          {q ? `Nothing found for “${q}”.` : 'Type what you are looking for.'}
        </p>
      )}
    </>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-sm font-bold text-ink-2">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Hit({
  title,
  about,
  cover,
  what,
  busy,
  done,
  onChoose,
}: Hits & {
  title: string;
  about: string | null;
  cover: string | null;
  what: Additions;
}) {
  const isDone = done.has(keyOf(what));
  return (
    <li className="flex min-h-14 items-center gap-3">
      {cover && <Cover src={cover} size={40} />}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-semibold">{title}</span>
        <span className="block truncate text-xs text-ink-2">{about}</span>
      </span>
      {isDone && (
        <span role="status" className="flex items-center gap-1 text-sm text-good">
          <CheckIcon size={16} /> Added
        </span>
      )}
      <Button
        size="small"
        aria-label={`Add ${title}${isDone ? ' again' : ''}`}
        aria-disabled={busy || undefined}
        onClick={() => !busy && onChoose(what)}
      >
        <PlusIcon size={16} /> Add
      </Button>
    </li>
  );
}

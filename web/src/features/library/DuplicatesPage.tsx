import { useState } from 'react';
import { useSelector } from 'react-redux';
import { describeError } from '@/api/problem';
import { selectIsCustomer } from '@/api/session';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDate, formatDuration, plural } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { LibraryLayout } from './LibraryLayout';
import { useDuplicatesQuery, useMergeDuplicatesMutation } from './libraryApi';
import { SongCover } from './pieces';
import { speakRating } from './Rating';
import type { DuplicateGroup, Song } from './types';
import { useUndoToast } from './useLibraryUndo';

/** Songs that are there more than once, group by group. */
export default function DuplicatesPage() {
  const skip = !useSelector(selectIsCustomer);
  const { currentData, error, refetch } = useDuplicatesQuery(undefined, { skip });
  const total = currentData?.total ?? 0;
  return (
    <LibraryLayout
      title="Duplicates"
      about="The same recording twice? Keep one: ratings, notes, plays and places in playlists are put together."
    >
      {error && !currentData ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !currentData ? (
        <>
          <Loading what="duplicates" />
          <RowsSkeleton count={6} />
        </>
      ) : currentData.items.length === 0 ? (
        <EmptyState
          title="No song is here twice"
          action={
            <LinkButton look="primary" to="/library">
              See all songs
            </LinkButton>
          }
        >
          Songs with the same artist, title and length, or the same identifier, would stand here
          side by side.
        </EmptyState>
      ) : (
        <>
          <p role="status" className="pb-4 text-sm text-ink-2">
            {plural(total, 'group')}
            {total > currentData.items.length &&
              `, the first ${currentData.items.length} of them shown`}
          </p>
          <ul className="flex flex-col gap-6">
            {currentData.items.map((group) => (
              <li key={group.songs.map(({ id }) => id).join()}>
                <Group group={group} />
              </li>
            ))}
          </ul>
        </>
      )}
    </LibraryLayout>
  );
}

const reasons = { recording: 'Same artist, title and length', identifier: 'Same identifier' };

/** The fuller song is the better one to keep. */
function best(songs: readonly Song[]): string {
  const worth = (song: Song) =>
    (song.track_id == null ? 0 : 1000) +
    (song.notes ? 10 : 0) +
    (song.rating ? 10 : 0) +
    song.play_count +
    [song.album, song.year, song.duration_ms, song.cover_url].filter(Boolean).length;
  return songs.toSorted((a, b) => worth(b) - worth(a))[0]?.id ?? '';
}

function Group({ group: { songs, reason } }: { group: DuplicateGroup }) {
  const dispatch = useAppDispatch();
  const [keep, setKeep] = useState(() => best(songs));
  const [merge, { isLoading }] = useMergeDuplicatesMutation();
  const showUndo = useUndoToast();
  const kept = songs.find(({ id }) => id === keep);
  const title = songs[0]?.title ?? '';

  async function onMerge() {
    const others = songs.map(({ id }) => id).filter((id) => id !== keep);
    const { data, error } = await merge({ keep, others });
    if (data)
      showUndo(
        `${plural(songs.length, 'copy', 'copies')} of “${title}” are one now.`,
        data.undo_id,
      );
    else dispatch(toasted({ tone: 'bad', message: `Nothing is merged. ${describeError(error)}` }));
  }
  return (
    <fieldset className="min-w-0 rounded-2xl border border-line p-4">
      <legend className="px-2 font-bold">
        {title} <span className="text-sm font-normal text-ink-2">· {reasons[reason]}</span>
      </legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {songs.map((song) => (
          <Copy
            key={song.id}
            song={song}
            keep={song.id === keep}
            onKeep={() => setKeep(song.id)}
            group={songs[0]?.id ?? ''}
          />
        ))}
      </div>
      <Button
        look="primary"
        size="small"
        className="mt-4"
        busy={isLoading}
        disabled={!kept}
        onClick={() => void onMerge()}
      >
        Merge into the chosen one<span className="sr-only">: {title}</span>
      </Button>
    </fieldset>
  );
}

const sources = { bought: 'Bought', added: 'Added', imported: 'Imported', uploaded: 'Uploaded' };

function Copy({
  song,
  keep,
  onKeep,
  group,
}: {
  song: Song;
  keep: boolean;
  onKeep: () => void;
  group: string;
}) {
  const facts = [
    [song.artist, song.album, song.year].filter(Boolean).join(' · '),
    [song.duration_ms != null && formatDuration(song.duration_ms), song.genres.join(', ')]
      .filter(Boolean)
      .join(' · '),
    `${sources[song.source]} ${formatDate(song.added_at)}`,
    [
      speakRating(song.rating ?? null),
      song.favourite && 'Favourite',
      song.play_count > 0 && plural(song.play_count, 'play'),
    ]
      .filter(Boolean)
      .join(' · '),
    song.tags.join(', '),
    song.notes,
  ].filter(Boolean);
  return (
    <label
      className={`flex min-w-0 items-start gap-3 rounded-xl border p-3 ${keep ? 'border-accent bg-accent-soft' : 'border-line hover:bg-sunken'}`}
    >
      <input
        type="radio"
        name={`keep-${group}`}
        checked={keep}
        onChange={onKeep}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <SongCover song={song} size={40} />
      <span className="min-w-0">
        <span className="block truncate text-sm font-semibold">{song.title}</span>
        {facts.map((fact) => (
          <span key={String(fact)} className="block truncate text-xs text-ink-2">
            {fact}
          </span>
        ))}
      </span>
    </label>
  );
}

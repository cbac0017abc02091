import { PlayButton } from '@/features/player/PlayButton';
import { usePlay, useRowState } from '@/features/player/usePlay';
import { cx } from '@/lib/cx';
import { formatDuration, plural, speakDuration } from '@/lib/format';
import { Button, LinkButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { PlayIcon } from '@/ui/icons';
import { EmptyState } from '@/ui/States';
import { Covers } from './Covers';
import { playerTrackOf } from './entries';
import type { SharedPlaylist, SharedSong } from './types';

const playable = (songs: readonly SharedSong[]) =>
  songs.flatMap((song) => (song.track_id == null ? [] : [playerTrackOf(song.track_id, song)]));

/** A playlist as a stranger sees it: its songs, and a player for what the shop may play. */
export function SharedSongs({ playlist, about }: { playlist: SharedPlaylist; about: string }) {
  const { playList } = usePlay();
  const { name, description, cover_url: own, songs, total } = playlist;
  const tracks = playable(songs);
  const ofSongs = [...new Set(songs.flatMap(({ cover_url }) => cover_url ?? []))].slice(0, 4);
  const covers = own ? [own] : ofSongs;
  return (
    <div className="page py-8">
      <header className="flex flex-col items-center gap-6 pb-8 text-center sm:flex-row sm:gap-8 sm:text-left">
        <Covers urls={covers} className="w-44! shadow-high" />
        <div className="min-w-0">
          <p className="text-sm font-semibold text-accent">{about}</p>
          <h1 className="text-3xl font-extrabold wrap-break-word sm:text-4xl">{name}</h1>
          {description && (
            <p className="mt-2 wrap-break-word whitespace-pre-line text-ink-2">{description}</p>
          )}
          <p className="mt-1 text-sm text-ink-2">
            {plural(total, 'song')}
            {tracks.length > 0 && `, ${tracks.length.toLocaleString('en-US')} to listen to`}
          </p>
          {tracks.length > 0 && (
            <Button look="primary" className="mt-5" onClick={() => playList(tracks)}>
              <PlayIcon size={18} /> Play what can be heard
            </Button>
          )}
        </div>
      </header>
      {songs.length === 0 && <EmptyState title="No songs in it yet" />}
      <ol aria-label={`Songs of ${name}`}>
        {songs.map((song, index) => (
          <SharedRow
            key={index}
            song={song}
            onPlay={() => playList(tracks, playable(songs.slice(0, index)).length)}
          />
        ))}
      </ol>
      {total > songs.length && (
        <p className="py-4 text-sm text-ink-2">
          and {plural(total - songs.length, 'more song', 'more songs')}
        </p>
      )}
      <p className="mt-10 flex flex-wrap items-center gap-4 border-t border-line pt-6 text-sm text-ink-2">
        Chinook is a music store and a home for your own music.
        <LinkButton to="/" size="small">
          Look around
        </LinkButton>
      </p>
    </div>
  );
}

function SharedRow({ song, onPlay }: { song: SharedSong; onPlay: () => void }) {
  const { title, artist, album, duration_ms, cover_url, track_id } = song;
  const state = useRowState(track_id ?? -1);
  return (
    <li
      // Thousands of rows cost nothing while they are out of sight.
      className={cx(
        'flex min-h-14 items-center gap-3 rounded-lg border-b border-line px-2 [contain-intrinsic-size:auto_56px] [content-visibility:auto]',
        state && 'bg-accent-soft',
      )}
    >
      <span className="grid size-8 shrink-0 place-items-center">
        {track_id != null && (
          <PlayButton
            look="quiet"
            size="small"
            playing={state === 'playing'}
            what={`preview of ${title}`}
            onClick={onPlay}
          />
        )}
      </span>
      {cover_url && <Cover src={cover_url} size={40} />}
      <span className="min-w-0 flex-1">
        <span className={cx('block truncate text-sm font-semibold', state && 'text-accent-strong')}>
          {title}
        </span>
        <span className="block truncate text-xs text-ink-2">
          {[artist, album].filter(Boolean).join(' · ')}
        </span>
      </span>
      {duration_ms != null && (
        <span className="text-sm text-ink-2 tabular-nums">
          <span aria-hidden="true">{formatDuration(duration_ms)}</span>
          <span className="sr-only">{speakDuration(duration_ms)}</span>
        </span>
      )}
    </li>
  );
}

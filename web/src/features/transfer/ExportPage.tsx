import { useState } from 'react';
import { useLocation } from 'react-router';
import { useSaveFileMutation } from '@/api/files';
import { describeError } from '@/api/problem';
import { inputClass } from '@/features/playlists/inputs';
import { useMyPlaylistsQuery } from '@/features/playlists/playlistsApi';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import type { Selection } from '@/features/library/types';
import { plural } from '@/lib/format';
import { useQueryState } from '@/lib/useQueryState';
import { Button, LinkButton } from '@/ui/Button';
import { DownloadIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';

const formats = [
  [
    'csv',
    'CSV',
    'csv',
    'For a spreadsheet. Every field of every song, in the order of a playlist; other playlists stay behind.',
  ],
  [
    'json',
    'JSON',
    'json',
    'Everything: songs, playlists with their folders, rules. It comes back whole when imported.',
  ],
  [
    'm3u8',
    'M3U8',
    'm3u8',
    'A playlist for nearly every player: artist, title, album, length and cover. Ratings, notes, tags and plays stay behind.',
  ],
  [
    'xspf',
    'XSPF',
    'xspf',
    'A playlist in XML, for VLC and others: notes and identifiers too. Ratings, tags, genres and plays stay behind.',
  ],
  ['jspf', 'JSPF', 'jspf', 'The same in JSON, for ListenBrainz and MusicBrainz.'],
  [
    'itunes',
    'iTunes XML',
    'xml',
    'A library for Apple Music, iTunes, Rekordbox or Traktor, with ratings, plays, playlists and folders. Tags, all genres but the first, and tracks you do not own stay behind.',
  ],
] as const;
type Format = (typeof formats)[number][0];

/** What the list of songs hands over when some of them are selected. */
type Selected = { selection: Selection; count: number };

/** Takes the music away again: everything, a playlist, what a search finds, or songs selected in the list. */
export default function ExportPage() {
  return (
    <LibraryLayout
      title="Export"
      about="Your collection is yours: take it wherever you like."
      actions={<LinkButton to="/library/import">Import</LinkButton>}
    >
      <Form />
    </LibraryLayout>
  );
}

function Form() {
  const { params, set } = useQueryState();
  const [format, setFormat] = useState<Format>('csv');
  const [save, { isLoading, error, isSuccess }] = useSaveFileMutation();
  const { data } = useMyPlaylistsQuery();
  const playlist = params.get('playlist') ?? '';
  const [selected, setSelected] = useState(useLocation().state as Selected | null);
  const search = { q: params.get('q') ?? '', filter: params.get('filter') ?? '' };
  const isSearch = search.q !== '' || search.filter !== '';
  const chosen = data?.items.find(({ id }) => id === playlist);

  function download() {
    const extension = formats.find(([value]) => value === format)?.[2] ?? format;
    const name = chosen?.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'chinook-library';
    const filename = `${name}.${extension}`;
    if (selected && !playlist) {
      const { selection } = selected;
      void save({ url: '/api/v1/library/export', filename, body: { format, selection } });
      return;
    }
    const query = new URLSearchParams({ format });
    if (playlist) query.set('playlist', playlist);
    else for (const [name, value] of Object.entries(search)) if (value) query.set(name, value);
    void save({ url: `/api/v1/library/export?${query}`, filename });
  }
  return (
    <div className="flex max-w-2xl flex-col gap-8">
      <label className="flex flex-col gap-1.5 font-semibold">
        What
        <select
          value={playlist}
          onChange={(event) => set({ playlist: event.target.value || null })}
          className={inputClass}
        >
          <option value="">
            {selected
              ? `${plural(selected.count, 'song')} you selected`
              : isSearch
                ? 'What the search found'
                : 'The whole library'}
          </option>
          {data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              Playlist: {name}
            </option>
          ))}
        </select>
      </label>
      {selected && !playlist && (
        <Button
          size="small"
          look="quiet"
          className="-mt-6 self-start"
          onClick={() => setSelected(null)}
        >
          Take everything instead
        </Button>
      )}
      {isSearch && !playlist && (
        <p className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
          Songs that fit <code>{[search.q, search.filter].filter(Boolean).join(' ')}</code>
          <Button size="small" look="quiet" onClick={() => set({ q: null, filter: null })}>
            Take everything instead
          </Button>
        </p>
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-semibold">As</legend>
        {formats.map(([value, name, , about]) => (
          <label key={value} className="flex items-start gap-3">
            <input
              type="radio"
              name="format"
              checked={format === value}
              onChange={() => setFormat(value)}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span>
              {name}
              <span className="block text-sm text-ink-2">{about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Button
        look="primary"
        size="large"
        busy={isLoading}
        onClick={download}
        className="self-start"
      >
        {!isLoading && <DownloadIcon size={18} />} Download
      </Button>
      <p role="status" className="sr-only">
        {isSuccess && 'The file is saved.'}
      </p>
      {error && <Notice tone="bad">Not exported. {describeError(error)}</Notice>}
    </div>
  );
}

import { array, boolean, number, object, string, type InferType } from 'yup';
import { formatDuration } from '@/lib/format';
import type { Song, SongChanges } from './types';

const whole = (from: number, to: number, what: string) =>
  string().test('whole', what, (text) => {
    if (!text?.trim()) return true;
    const value = Number(text);
    return Number.isInteger(value) && value >= from && value <= to;
  });
const length = /^(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)$/;

export const songSchema = object({
  title: string().trim().required('Give the song a title.'),
  artists: array(string().required()).required(),
  artist: string(),
  album: string(),
  album_artist: string(),
  year: whole(1000, 9999, 'A year has four digits, such as 1975.'),
  genres: array(string().required()).required(),
  length: string().matches(length, {
    message: 'Write the length as minutes and seconds, such as 4:05.',
    excludeEmptyString: true,
  }),
  disc: whole(1, 999, 'The disc is a number from 1.'),
  position: whole(1, 9999, 'The track is a number from 1.'),
  composer: string(),
  cover_url: string(),
  rating: number().nullable(),
  favourite: boolean().required(),
  notes: string(),
  tags: array(string().required()).required(),
  isrc: string().matches(/^[A-Za-z]{2}-?[A-Za-z0-9]{3}-?\d{2}-?\d{5}$/, {
    message: 'An ISRC has twelve characters, such as GBAYE7500101.',
    excludeEmptyString: true,
  }),
  mbid: string().matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
    message: 'It looks like 8f3471b5-7e6a-48da-86a9-c1c07a0f47ae.',
    excludeEmptyString: true,
  }),
});
export type SongForm = InferType<typeof songSchema>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A song, or part of one, as the form shows it. */
export function formOf(song: SongChanges): SongForm {
  const text = (value: string | number | null | undefined) => (value == null ? '' : String(value));
  // A credit without names, as the shop's catalogue gives it, is a name.
  const artists = song.artists?.length ? song.artists : [song.artist].filter(isText);
  return {
    title: text(song.title),
    artists,
    // The joined credit is shown only where it says more than the names.
    artist: song.artist && song.artist !== artists.join(', ') ? song.artist : '',
    album: text(song.album),
    album_artist: text(song.album_artist),
    year: text(song.year),
    genres: song.genres ?? [],
    length: song.duration_ms == null ? '' : formatDuration(song.duration_ms),
    disc: text(song.disc),
    position: text(song.position),
    composer: text(song.composer),
    cover_url: text(song.cover_url),
    rating: song.rating ?? null,
    favourite: song.favourite ?? false,
    notes: text(song.notes),
    tags: song.tags ?? [],
    isrc: text(song.isrc),
    mbid: text(song.mbid),
  };
}

/** "1:02:03" in milliseconds. */
export function millisecondsOf(text: string): number | null {
  const [, hours, minutes, seconds] = length.exec(text.trim()) ?? [];
  if (seconds === undefined) return null;
  return (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/**
 * What the form changed: only that is sent, so that an edit of another field elsewhere stays. A
 * length that reads the same is the same, to the millisecond.
 */
export function changesOf(before: SongForm, after: SongForm): SongChanges {
  const changed = <K extends keyof SongForm>(name: K) =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const text = (value: string | undefined) => value?.trim() || null;
  const count = (value: string | undefined) => (value?.trim() ? Number(value) : null);
  const changes: SongChanges = {};
  if (changed('title')) changes.title = after.title.trim();
  if (changed('length')) changes.duration_ms = millisecondsOf(after.length ?? '');
  // The service derives the credit from the names, or the names from the credit: both go together.
  if (changed('artists') || changed('artist')) {
    changes.artists = after.artists;
    if (text(after.artist)) changes.artist = text(after.artist);
  }
  for (const name of [
    'album',
    'album_artist',
    'composer',
    'cover_url',
    'notes',
    'isrc',
    'mbid',
  ] as const)
    if (changed(name)) changes[name] = text(after[name]);
  for (const name of ['year', 'disc', 'position'] as const)
    if (changed(name)) changes[name] = count(after[name]);
  for (const name of ['genres', 'tags'] as const) if (changed(name)) changes[name] = after[name];
  if (changed('rating')) changes.rating = after.rating ?? null;
  if (changed('favourite')) changes.favourite = after.favourite;
  return changes;
}

export const songTitle = (song: Pick<Song, 'title' | 'artist'>) =>
  song.artist ? `${song.title} by ${song.artist}` : song.title;

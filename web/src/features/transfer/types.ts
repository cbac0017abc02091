import type { Song } from '@/features/library/types';

export type ImportFormat =
  | 'csv'
  | 'json'
  | 'spotify_library'
  | 'spotify_history'
  | 'exportify'
  | 'itunes'
  | 'lastfm'
  | 'listenbrainz'
  | 'discogs'
  | 'rekordbox'
  | 'm3u'
  | 'xspf'
  | 'jspf'
  | 'apple_activity';

export type Counts = {
  new: number;
  matched: number;
  duplicate: number;
  bad: number;
  unsure: number;
  playlists: number;
};
/** Which field each column holds; null where it is left out. */
export type Mapping = Record<string, string | null>;

export type Import = {
  id: string;
  name: string;
  bytes: number;
  format: ImportFormat;
  state: 'ready' | 'running' | 'done' | 'failed' | 'undone' | 'undoing';
  /** Of a CSV: its columns with what they are thought to hold. */
  columns: { name: string; samples: string[]; field: string | null }[] | null;
  rows: number;
  done: number;
  counts: Counts | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
};

export type Unsure = {
  row: number;
  incoming: {
    title: string;
    artist?: string | null;
    album?: string | null;
    duration_ms?: number | null;
  };
  candidate: Song;
  /** 0 to 1. */
  score: number;
};
export type Preview = {
  counts: Counts;
  bad: { row: number; reason: string; text: string }[];
  unsure: Unsure[];
  sample: {
    row: number;
    title: string;
    artist: string | null;
    album: string | null;
    year: number | null;
    duration_ms: number | null;
    outcome: 'new' | 'matched' | 'duplicate';
  }[];
  playlists: string[];
};
export type Decision = 'new' | 'same' | 'skip';
export type Start = {
  mapping?: Mapping;
  save_mapping_as?: string;
  matched?: 'skip' | 'fill';
  decisions?: Record<string, Decision>;
};
export type SavedMapping = { name: string; mapping: Mapping };

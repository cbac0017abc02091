/** A song of the listener's own, as `/api/v1/library/songs` tells it: what is not known is left out. */
export type Song = {
  id: string;
  /** Sent back in `If-Match` with every change. */
  version: number;
  title: string;
  artists: string[];
  /** The credit as shown, several artists joined. */
  artist?: string | null;
  album?: string | null;
  album_artist?: string | null;
  year?: number | null;
  genres: string[];
  duration_ms?: number | null;
  disc?: number | null;
  /** Track number. */
  position?: number | null;
  composer?: string | null;
  cover_url?: string | null;
  /** 1 to 10: halves of a star. */
  rating?: number | null;
  favourite: boolean;
  notes?: string | null;
  tags: string[];
  source: 'bought' | 'added' | 'imported' | 'uploaded';
  play_count: number;
  last_played_at?: string | null;
  added_at: string;
  isrc?: string | null;
  /** The recording at MusicBrainz. */
  mbid?: string | null;
  /** The shop's track, when bought: only then is there a recording to play. */
  track_id?: number | null;
};

/** What a listener may write; `null` clears. */
export type SongDraft = Omit<
  Song,
  'id' | 'version' | 'source' | 'play_count' | 'last_played_at' | 'added_at' | 'track_id'
>;
export type SongChanges = Partial<SongDraft>;
export type SongField = keyof SongDraft;

export type SongPage = { items: Song[]; total: number; offset: number };
/** Which songs, in which order: what the address says. */
export type SongView = { q: string; filter: string; sort: string };

/** Many songs at once: some by name, or whatever a view shows. */
export type Selection = { ids: string[] } | (Partial<SongView> & { except?: string[] });

export type Change =
  | { op: 'set'; field: SongField; value: unknown }
  | { op: 'append'; field: 'genres' | 'tags' | 'artists' | 'notes'; value: string }
  | { op: 'remove'; field: 'genres' | 'tags' | 'artists'; value: string }
  | { op: 'clear'; field: SongField }
  | { op: 'replace'; field: SongField; find: string; with: string }
  | { op: 'number'; start?: number };

export type FacetValue = { value: string; count: number; selected: boolean };
export type Facets = {
  total: number;
  duration_ms: number;
  facets: Record<string, FacetValue[] | undefined>;
};

export type ArtistTile = { name: string; songs: number; albums: number; cover_url: string | null };
export type AlbumTile = {
  title: string;
  artist: string | null;
  year: number | null;
  songs: number;
  cover_url: string | null;
  duration_ms: number;
};
export type Tiles<T> = { items: T[]; total: number; offset: number };

export type Suggestion = {
  kind: 'song' | 'artist' | 'album' | 'genre' | 'tag' | 'shop_track';
  label: string;
  detail: string | null;
  id?: string | null;
  track_id?: number | null;
  /** Fills the form of a new song. */
  draft?: SongChanges;
};

export type DuplicateGroup = { reason: 'recording' | 'identifier'; songs: Song[] };
export type Undoable = { undo_id: string };

/** A song of the listener's collection, as the library tells it. */
export type LibrarySong = {
  id: string;
  version: number;
  title: string;
  artists: string[];
  artist: string | null;
  album: string | null;
  album_artist: string | null;
  year: number | null;
  genres: string[];
  duration_ms: number | null;
  disc: number | null;
  position: number | null;
  composer: string | null;
  cover_url: string | null;
  /** Halves of a star, 1 to 10. */
  rating: number | null;
  favourite: boolean;
  notes: string | null;
  tags: string[];
  source: 'bought' | 'added' | 'imported' | 'uploaded';
  play_count: number;
  last_played_at: string | null;
  added_at: string;
  isrc: string | null;
  mbid: string | null;
  /** The shop's track when it was bought here. */
  track_id: number | null;
};

export type Rule = {
  field: string;
  op: string;
  value?: string | number | boolean | [number | string, number | string];
};
export type Group = { all: Node[] } | { any: Node[] };
export type Node = Group | Rule;
export type Rules = { match: Group; sort: string | null; limit: number | null };

export type Playlist = {
  id: string;
  version: number;
  name: string;
  description: string | null;
  folder: string | null;
  kind: 'manual' | 'smart' | 'editorial';
  /** Up to four. */
  cover_urls: string[];
  songs: number | null;
  /** Milliseconds. */
  duration_ms: number | null;
  visibility: 'private' | 'public';
  role: 'owner' | 'collaborator' | 'follower';
  /** When it is somebody else's. */
  owner_name: string | null;
  rules: Rules | null;
  /** The shop's playlist that is followed. */
  editorial_id: number | null;
  created_at: string;
  updated_at: string;
};

/** A track of the shop in a playlist that is not owned yet. */
export type ShopTrack = {
  id: number;
  title: string;
  artist: string | null;
  album: string | null;
  duration_ms: number;
  cover_url: string;
  price_cents: number;
  currency: string;
};

export type Entry = {
  id: string;
  version: number;
  song: LibrarySong | null;
  track: ShopTrack | null;
  added_by: string | null;
  added_at: string;
};

export type Window<T> = { items: T[]; total: number; offset: number };

/** Songs of a collection: by hand, or everything a search finds. */
export type Selection = { ids: string[] } | { q?: string; filter?: string; except?: string[] };

/** What goes into a playlist. */
export type Additions = { songs?: string[]; tracks?: number[]; selection?: Selection };
export type Added = { added: number; skipped: number; undo_id: string };
export type Duplicates = { duplicates: { title: string; artist: string | null }[]; count: number };

export type Share = {
  id: string;
  url: string;
  expires_at: string | null;
  created_at: string;
  visits: number;
};
export type Member = { id: string; name: string; joined_at: string };

export type SharedSong = {
  title: string;
  artist: string | null;
  album: string | null;
  duration_ms: number | null;
  cover_url: string | null;
  /** Only for tracks of the shop: their preview can be heard. */
  track_id: number | null;
};
export type SharedPlaylist = {
  name: string;
  description: string | null;
  songs: SharedSong[];
  total: number;
};
export type PublicProfile = {
  name: string;
  playlists: { id: string; name: string; songs: number | null; cover_urls: string[] }[];
};
export type OwnProfile = { handle: string; name: string };

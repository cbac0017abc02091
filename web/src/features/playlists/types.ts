import type { Song } from '@/features/library/types';

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
  /** Up to four; one alone when it is a picture of the owner's own. */
  cover_urls: string[];
  own_cover: boolean;
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
  cover_url: string | null;
  /** Null when it is not for sale any more. */
  price_cents: number | null;
  currency: string | null;
};

export type Entry = {
  id: string;
  version: number;
  /** One's own song, or a track of the shop; neither for a song of another member's library. */
  song: Song | null;
  track: ShopTrack | null;
  title: string;
  artist: string | null;
  album: string | null;
  duration_ms: number | null;
  cover_url: string | null;
  /** When it was somebody else. */
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
export type Member = { id: number; name: string; joined_at: string };

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
  /** The owner's own picture. */
  cover_url?: string | null;
  songs: SharedSong[];
  total: number;
};
export type PublicProfile = {
  name: string;
  playlists: { id: string; name: string; songs: number | null; cover_urls: string[] }[];
};
export type OwnProfile = { handle: string; name: string };

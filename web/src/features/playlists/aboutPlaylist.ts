import { formatLength, plural } from '@/lib/format';
import type { Playlist } from './types';

const kindNames = { manual: null, smart: 'Smart', editorial: 'From the shop' };

/** "Smart · 50 songs · 3 h 12 min · public". */
export function aboutPlaylist(playlist: Playlist): string {
  const { kind, songs, duration_ms, owner_name, visibility, role } = playlist;
  return [
    kindNames[kind],
    songs != null && plural(songs, 'song'),
    songs && duration_ms ? formatLength(duration_ms) : null,
    role === 'collaborator' && owner_name && `with ${owner_name}`,
    visibility === 'public' && role === 'owner' && kind !== 'editorial' && 'on your profile',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "Moods/Calm" is Calm within Moods. */
export const folderNames = (folder: string | null): string[] =>
  (folder ?? '')
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean);

import type { ImportFormat, Mapping } from './types';

/** What a column of a CSV can hold: the service's name, and words for people. */
export const fields = [
  ['title', 'Title'],
  ['artist', 'Artist'],
  ['artists', 'Artists, several in one cell'],
  ['album', 'Album'],
  ['album_artist', 'Album artist'],
  ['year', 'Year'],
  ['genres', 'Genre'],
  ['duration_ms', 'Length'],
  ['disc', 'Disc'],
  ['position', 'Track number'],
  ['composer', 'Composer'],
  ['rating', 'Rating'],
  ['favourite', 'Favourite'],
  ['notes', 'Notes'],
  ['tags', 'Tags'],
  ['play_count', 'Times played'],
  ['last_played_at', 'Last played'],
  ['added_at', 'Added'],
  ['playlist', 'Name of a playlist'],
  ['cover_url', 'Address of a cover'],
  ['isrc', 'ISRC'],
  ['mbid', 'MusicBrainz recording'],
  ['source', 'Where it came from'],
  ['track_id', 'Number in this shop'],
  ['id', 'Number in this library'],
] as const;

/** Why this mapping cannot be used yet, or null. */
export function mappingProblem(mapping: Mapping): string | null {
  const chosen = Object.values(mapping).filter((field) => field !== null);
  if (!chosen.includes('title')) return 'Say which column holds the title.';
  const twice = chosen.find((field, index) => chosen.indexOf(field) !== index);
  if (!twice) return null;
  const name = fields.find(([field]) => field === twice)?.[1] ?? twice;
  return `Two columns say “${name}”: choose one of them.`;
}

export const formatNames: Record<ImportFormat, string> = {
  csv: 'CSV table',
  json: 'JSON',
  spotify_library: 'Spotify account data',
  spotify_history: 'Spotify listening history',
  exportify: 'Exportify playlist',
  itunes: 'iTunes or Apple Music library',
  lastfm: 'Last.fm scrobbles',
  listenbrainz: 'ListenBrainz listens',
  discogs: 'Discogs collection',
  rekordbox: 'Rekordbox collection',
  m3u: 'M3U playlist',
  xspf: 'XSPF playlist',
  jspf: 'JSPF playlist',
  apple_activity: 'Apple Music play activity',
};

/** How to get one's own music out of each service, in the words of its pages. */
export const services: readonly { name: string; steps: string }[] = [
  {
    name: 'Spotify',
    steps:
      'Open Account, Privacy, “Download your data”. Ask for “Account data” (songs and playlists, about five days) or “Extended streaming history” (every play, up to a month). Drop the zip file from the mail as it is. For one playlist at once, the free page Exportify saves it as CSV.',
  },
  {
    name: 'Apple Music and iTunes',
    steps:
      'On a Mac, in Music: File, Library, “Export Library…”. In iTunes for Windows: File, Library, “Export Library…”. That XML file has songs, ratings, plays and playlists. The privacy page of Apple also gives “Play Activity” as CSV.',
  },
  {
    name: 'Last.fm',
    steps:
      'Last.fm has no export of its own. Free pages such as “Last.fm to CSV” save all scrobbles of a name as a CSV file; drop it here.',
  },
  {
    name: 'ListenBrainz',
    steps: 'Settings, “Export data”. Drop the zip file as it is.',
  },
  {
    name: 'Discogs',
    steps: 'Open your collection and press “Export”. The CSV file comes by mail within minutes.',
  },
  {
    name: 'Rekordbox',
    steps: 'File, “Export Collection in xml format”.',
  },
  {
    name: 'Another player or a spreadsheet',
    steps:
      'Save it as CSV: any columns will do, you say here what they hold. Playlists come in as M3U, M3U8, XSPF or JSPF; what was exported from this library as JSON comes back whole.',
  },
];

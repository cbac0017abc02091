import { cx } from '@/lib/cx';
import { Cover } from '@/ui/Cover';
import type { Song } from './types';

const heart =
  'M12 20s-7.500-4.600-7.500-10A4.300 4.300 0 0 1 12 7.300 4.300 4.300 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10Z';

export function HeartIcon({ filled, size = 18 }: { filled: boolean; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={heart} />
    </svg>
  );
}

/** Only addresses of this shop are shown: the page's policy refuses pictures from elsewhere. */
export const ownCover = (url: string | null): string | null => (url?.startsWith('/') ? url : null);

/** The cover; without one, a sleeve with the first letter. */
export function SongCover({
  song: { cover_url, album, title },
  size = 40,
}: {
  song: Pick<Song, 'cover_url' | 'album' | 'title'>;
  size?: number;
}) {
  const src = ownCover(cover_url ?? null);
  if (src) return <Cover src={src} size={size} />;
  return <Sleeve name={album ?? title} size={size} />;
}

/** Stands where there is no picture. Without `size` it fills its column. */
export function Sleeve({ name, size, round }: { name: string; size?: number; round?: boolean }) {
  return (
    <svg
      viewBox="0 0 40 40"
      width={size ?? '100%'}
      height={size}
      className={cx('block shrink-0 bg-sunken text-ink-3', round ? 'rounded-full' : 'rounded')}
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="20" cy="20" r="15" fill="none" stroke="currentColor" opacity="0.4" />
      <text
        x="20"
        y="20"
        dy="0.35em"
        textAnchor="middle"
        fontSize="15"
        fontWeight="700"
        fill="currentColor"
      >
        {[...name.trim()][0]?.toUpperCase() ?? '?'}
      </text>
    </svg>
  );
}

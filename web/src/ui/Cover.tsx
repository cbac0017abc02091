import { cx } from '@/lib/cx';

/**
 * A square picture with its place kept before it arrives. Decorative by default: the title stands
 * beside it; pass `alt` where it stands alone.
 */
export function Cover({
  src,
  alt = '',
  size,
  eager,
  round,
  className,
}: {
  src: string;
  alt?: string;
  /** Edge in pixels for a fixed square; without it the cover fills its column. */
  size?: number;
  /** For the pictures a visitor sees first. */
  eager?: boolean;
  round?: boolean;
  className?: string;
}) {
  return (
    <img
      src={src}
      alt={alt}
      width={size ?? 400}
      height={size ?? 400}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : undefined}
      decoding="async"
      draggable={false}
      className={cx(
        'aspect-square bg-sunken object-cover',
        size ? 'shrink-0' : 'h-auto w-full',
        round ? 'rounded-full' : size && size < 64 ? 'rounded' : 'rounded-lg',
        className,
      )}
      style={size ? { width: size, height: size } : undefined}
    />
  );
}

import { cx } from '@/lib/cx';
import { Cover } from '@/ui/Cover';
import { QueueIcon } from '@/ui/icons';

/** The picture of a playlist: one cover, four of them, or a sign that it is empty. */
export function Covers({
  urls,
  size,
  className,
}: {
  urls: string[];
  /** Edge in pixels; without it the picture fills its column. */
  size?: number;
  className?: string;
}) {
  const style = size ? { width: size, height: size } : undefined;
  const box = cx(
    'block aspect-square shrink-0 overflow-hidden bg-sunken',
    size && size < 64 ? 'rounded' : 'rounded-lg',
    !size && 'w-full',
    className,
  );
  const [first] = urls;
  if (!first) {
    return (
      <span style={style} className={cx(box, 'grid! place-items-center text-ink-3')}>
        <QueueIcon size={size ? Math.max(16, size / 2.5) : 48} />
      </span>
    );
  }
  if (urls.length < 4) {
    return (
      <span style={style} className={box}>
        <Cover src={first} />
      </span>
    );
  }
  return (
    <span style={style} className={cx(box, 'grid! grid-cols-2')}>
      {urls.slice(0, 4).map((url) => (
        <Cover key={url} src={url} className="rounded-none!" />
      ))}
    </span>
  );
}

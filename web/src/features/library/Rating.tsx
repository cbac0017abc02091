import type { KeyboardEvent, MouseEvent } from 'react';
import { cx } from '@/lib/cx';

const stars = '★★★★★';

/** "3½ stars" for 7. */
export function speakRating(rating: number | null): string {
  if (!rating) return 'Not rated';
  const whole = Math.floor(rating / 2);
  const half = rating % 2 ? '½' : '';
  return `${whole || ''}${half} ${rating === 2 || rating === 1 ? 'star' : 'stars'}`;
}

/** Shown, not changed. */
export function Stars({ rating }: { rating: number | null }) {
  return (
    <span className="relative inline-block text-lg leading-none tracking-wide" aria-hidden="true">
      <span className="text-line">{stars}</span>
      <span
        className="absolute inset-y-0 left-0 overflow-hidden whitespace-nowrap text-accent"
        style={{ width: `${(rating ?? 0) * 10}%` }}
      >
        {stars}
      </span>
    </span>
  );
}

/**
 * Five stars in halves. Arrows go by halves, digits by whole stars, 0 and Delete clear; pressing
 * the half that is set already clears too.
 */
export function Rating({
  value,
  label,
  onChange,
  tabIndex = 0,
  className,
}: {
  value: number | null;
  label: string;
  onChange: (rating: number | null) => void;
  tabIndex?: number;
  className?: string;
}) {
  const now = value ?? 0;

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next: Record<string, number> = {
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      Home: 0,
      End: 10,
      Delete: 0,
      Backspace: 0,
    };
    const wanted = /^[0-5]$/.test(event.key) ? Number(event.key) * 2 : next[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const rating = Math.max(0, Math.min(10, wanted));
    if (rating !== now) onChange(rating || null);
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    event.stopPropagation();
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const half = Math.max(1, Math.min(10, Math.ceil(((event.clientX - left) / width) * 10)));
    onChange(half === now ? null : half);
  }

  return (
    <span
      role="slider"
      tabIndex={tabIndex}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={5}
      aria-valuenow={now / 2}
      aria-valuetext={speakRating(value)}
      title={speakRating(value)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => event.stopPropagation()}
      className={cx('inline-flex cursor-pointer items-center rounded py-1 select-none', className)}
    >
      <Stars rating={value} />
    </span>
  );
}

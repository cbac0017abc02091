import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Every row of a song table is this high: `h-13`. */
export const songRowHeight = 52;
/** Browsers clamp elements somewhere above 17 million pixels; beyond this the scroll is scaled. */
const tallest = 15_000_000;
const overscan = 12;
/** What lies over the rows: the header with the head of the table, and the player. */
const coveredTop = 112;
const coveredBottom = 112;

type Sight = { first: number; last: number; shift: number };

/**
 * Which rows of a list are in sight, by arithmetic alone: rows are equally high, so that a million
 * cost what ten do. `shift` is added to nothing for lists that fit; for longer ones it says how far
 * the scaled scroll is ahead.
 */
export function useRowWindow(body: RefObject<HTMLElement | null>, count: number) {
  const full = count * songRowHeight;
  const height = Math.min(full, tallest);
  const [sight, setSight] = useState<Sight>({ first: 0, last: 30, shift: 0 });

  const scale = useCallback(() => {
    const view = window.innerHeight;
    return full > height ? (full - view) / (height - view) : 1;
  }, [full, height]);

  useLayoutEffect(() => {
    function look() {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const real = Math.max(0, -top);
      const virtual = real * scale();
      // In steps, so that most scroll events change nothing.
      const from = Math.floor(virtual / songRowHeight / 4) * 4;
      const next = {
        first: Math.max(0, from - overscan),
        last: Math.min(count - 1, from + Math.ceil(window.innerHeight / songRowHeight) + overscan),
        shift: virtual - real,
      };
      setSight((before) =>
        before.first === next.first && before.last === next.last && before.shift === next.shift
          ? before
          : next,
      );
    }
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [body, count, scale]);

  function scrollTo(index: number) {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const by = scale();
    const virtual = -top * by;
    const row = index * songRowHeight;
    const lowest = virtual + window.innerHeight - coveredBottom - songRowHeight;
    let wanted = null;
    if (row < virtual + coveredTop) wanted = row - coveredTop;
    else if (row > lowest) wanted = row - window.innerHeight + coveredBottom + songRowHeight;
    if (wanted !== null) window.scrollTo(0, window.scrollY + top + wanted / by);
  }
  return { ...sight, height, scrollTo };
}

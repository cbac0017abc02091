import { flushSync } from 'react-dom';
import { useLayoutEffect, useState, type RefObject } from 'react';

const overscan = 12;
/** Before the box is measured, and where nothing has a size. */
const atFirst = 40;

/**
 * Which rows of a box that scrolls by itself are in sight, by arithmetic: rows are equally high.
 * `head` is what sticks to the box's top.
 */
export function useBoxWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  head: number,
) {
  const [sight, setSight] = useState({ first: 0, last: atFirst });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    function look() {
      const { scrollTop, clientHeight } = element as HTMLElement;
      if (clientHeight === 0) return;
      // In steps, so that most scroll events change nothing.
      const from = Math.floor(scrollTop / rowHeight / 4) * 4;
      const first = Math.max(0, from - overscan);
      const last = from + Math.ceil(clientHeight / rowHeight) + overscan;
      setSight((before) =>
        before.first === first && before.last === last ? before : { first, last },
      );
    }
    look();
    element.addEventListener('scroll', look, { passive: true });
    // Paper does not scroll: it gets every row that is loaded.
    const whole = () => flushSync(() => setSight({ first: 0, last: Number.MAX_SAFE_INTEGER }));
    window.addEventListener('beforeprint', whole);
    window.addEventListener('afterprint', look);
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('beforeprint', whole);
      window.removeEventListener('afterprint', look);
      observer?.disconnect();
    };
  }, [box, rowHeight, count]);

  function show(index: number) {
    const element = box.current;
    if (!element) return;
    const top = index * rowHeight;
    const lowest = element.scrollTop + element.clientHeight - head - 2 * rowHeight;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top > lowest)
      element.scrollTo({ top: top - element.clientHeight + head + 2 * rowHeight });
  }
  return {
    first: Math.min(sight.first, Math.max(0, count - 1)),
    last: Math.min(sight.last, count - 1),
    show,
  };
}

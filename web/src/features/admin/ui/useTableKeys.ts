import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { TableSelection } from './useTableSelection';

/**
 * The keys of a table whose rows take the focus one at a time: arrows, Home, End and the Page keys
 * move, Shift extends the selection, Space selects, Ctrl A selects what is loaded, Escape clears,
 * Enter opens.
 */
export function useTableKeys({
  box,
  keys,
  rowHeight,
  show,
  selection,
  open,
}: {
  box: RefObject<HTMLElement | null>;
  /** The keys of the rows that are loaded, in their order. */
  keys: readonly string[];
  rowHeight: number;
  show: (index: number) => void;
  selection?: TableSelection;
  open?: (index: number) => void;
}) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);

  // The row may have to be scrolled to and drawn first: the focus waits for it.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  function move(to: number): string | undefined {
    const next = Math.max(0, Math.min(keys.length - 1, to));
    wanted.current = next;
    setActive(next);
    show(next);
    return keys[next];
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    if (target.dataset.index === undefined) return;
    const { key, shiftKey } = event;
    const current = keys[active];
    const chord = event.ctrlKey || event.metaKey;
    if (chord && key.toLowerCase() === 'a' && selection) {
      event.preventDefault();
      selection.all(keys);
      return;
    }
    if (chord || event.altKey || current === undefined) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: keys.length - 1,
    };
    const to = steps[key];
    if (to !== undefined) {
      event.preventDefault();
      if (shiftKey && selection && !selection.has(current)) selection.only(current);
      const next = move(to);
      if (shiftKey && next !== undefined) selection?.extend(next, keys);
    } else if (key === ' ' && selection) {
      event.preventDefault();
      if (shiftKey) selection.extend(current, keys);
      else selection.toggle(current, keys);
    } else if (key === 'Escape' && selection && selection.count(null) > 0) {
      event.preventDefault();
      selection.clear();
    } else if (key === 'Enter' && open) {
      event.preventDefault();
      open(active);
    }
  }
  return { active: Math.min(active, Math.max(0, keys.length - 1)), setActive, onKeyDown };
}

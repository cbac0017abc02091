import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { rowHeight } from '@/ui/VirtualTable';

/** So near the edge of the window, the page scrolls along. */
const edge = { top: 130, bottom: 150 };
const fastest = 18;

export type Drag = { from: number; to: number };

/**
 * Drags a row of a virtual table by its handle: with a mouse, a pen or a finger. The page scrolls
 * along at its edges; Escape lets go without moving.
 */
export function useDrag(
  box: RefObject<HTMLElement | null>,
  count: number,
  onDrop: (drag: Drag) => void,
) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ count, onDrop });
  useEffect(() => {
    latest.current = { count, onDrop };
  });
  const from = drag?.from;

  useEffect(() => {
    if (from === undefined) return;
    let [y, frame] = [-1, 0];
    let current: Drag = { from, to: from };
    const follow = () => {
      const body = box.current?.querySelector('[role=rowgroup]:last-child');
      if (body && y >= 0) {
        const place = Math.floor((y - body.getBoundingClientRect().top) / rowHeight);
        const to = Math.max(0, Math.min(latest.current.count - 1, place));
        if (to !== current.to) setDrag((current = { from, to }));
      }
      const above = edge.top - y;
      const below = y - (window.innerHeight - edge.bottom);
      const pull = y < 0 ? 0 : above > 0 ? -above : Math.max(0, below);
      if (pull) window.scrollBy(0, Math.max(-fastest, Math.min(fastest, pull / 4)));
      frame = requestAnimationFrame(follow);
    };
    const moved = (event: globalThis.PointerEvent) => {
      y = event.clientY;
    };
    const dropped = () => {
      setDrag(null);
      if (current.to !== current.from) latest.current.onDrop(current);
    };
    const cancelled = () => setDrag(null);
    const escaped = (event: KeyboardEvent) => event.key === 'Escape' && cancelled();
    frame = requestAnimationFrame(follow);
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', dropped);
    window.addEventListener('pointercancel', cancelled);
    window.addEventListener('keydown', escaped);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', dropped);
      window.removeEventListener('pointercancel', cancelled);
      window.removeEventListener('keydown', escaped);
    };
  }, [from, box]);

  const grab = useCallback((index: number, event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setDrag({ from: index, to: index });
  }, []);
  return { drag, grab };
}

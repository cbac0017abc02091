import { useState, useSyncExternalStore } from 'react';
import { load, save } from '@/lib/storage';

const key = 'chinook.admin.menu';
const isKept = (value: unknown): value is boolean => typeof value === 'boolean';
const desk = '(min-width: 72rem)';

function onResize(listener: () => void) {
  const query = window.matchMedia(desk);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Folded to icons: on a tablet at first, on a desk only when somebody folded it there. */
export function useMenuWidth() {
  const wide = useSyncExternalStore(onResize, () => window.matchMedia(desk).matches);
  const [folded, setFolded] = useState(() => load(key, isKept) ?? false);
  const [opened, setOpened] = useState(false);
  function toggle() {
    if (!wide) {
      setOpened(!opened);
      return;
    }
    save(key, !folded);
    setFolded(!folded);
  }
  return { narrow: wide ? folded : !opened, toggle };
}

import type { KeyboardEvent } from 'react';
import type { RowActions } from './SongRow';
import type { Song } from './types';
import { songRowHeight } from './useRowWindow';
import type { SongSelection } from './useSelection';

/** The keys of the song table, when a row has the focus. */
export function useGridKeys({
  total,
  songAt,
  selection,
  actions,
  onEdit,
  onRemove,
  active,
  move,
}: {
  total: number;
  songAt: (index: number) => Song | undefined;
  selection: SongSelection;
  actions: RowActions;
  onEdit: (song: Song) => void;
  onRemove: (song?: Song) => void;
  active: number;
  move: (to: number) => number;
}) {
  const page = () => Math.max(1, Math.floor(window.innerHeight / songRowHeight) - 5);

  function targetOf(key: string): number | undefined {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page(),
      PageUp: active - page(),
      Home: 0,
      End: total - 1,
    };
    return steps[key];
  }

  function act(event: KeyboardEvent): boolean {
    const song = songAt(active);
    const { key } = event;
    if (key === ' ') actions.toggle(active, event.shiftKey);
    else if (key === 'Enter') actions.play(active);
    else if (key === 'Escape' && selection.count > 0) selection.clear();
    else if (key === 'F2' && song) onEdit(song);
    else if (key === 'Delete') onRemove(song);
    else if (/^[0-5]$/.test(key) && song) actions.rate(song, Number(key) * 2 || null);
    else if ((key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) && song) {
      const box = (event.target as HTMLElement).getBoundingClientRect();
      actions.menu(active, song, { x: box.left + 80, y: box.bottom });
    } else return false;
    return true;
  }

  return function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    if (!target.dataset.index) return;
    const chord = event.ctrlKey || event.metaKey;
    if (chord && !event.altKey && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selection.all(total);
      return;
    }
    if (chord || event.altKey) return;
    const to = targetOf(event.key);
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey && selection.count === 0) selection.only(active);
      const next = move(to);
      if (event.shiftKey) selection.extend(next);
    } else if (act(event)) {
      event.preventDefault();
    }
  };
}

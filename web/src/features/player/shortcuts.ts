import { useEffect } from 'react';
import { useStore } from 'react-redux';
import { usePlayerController } from './PlayerContext';
import { muteToggled, skippedNext, volumeChanged, type PlayerState } from './playerSlice';

export const shortcutList: [string[], string][] = [
  [['Space', 'K'], 'Play or pause'],
  [['N'], 'Next track'],
  [['P'], 'Previous track'],
  [['Shift', '←'], 'Back 10 seconds'],
  [['Shift', '→'], 'Forward 10 seconds'],
  [['M'], 'Mute'],
  [['Shift', '↑'], 'Louder'],
  [['Shift', '↓'], 'Quieter'],
  [['Q'], 'Show or hide the queue'],
  [['/'], 'Search (also Ctrl K or ⌘ K)'],
  [['?'], 'This help'],
];

const takesKeys =
  'input, textarea, select, [contenteditable], dialog[open], [role=menu], [role=grid]';

/** True when a key pressed here means something to the element itself. */
function isBusy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(takesKeys)) return true;
  return key === ' ' && target.closest('button, a, summary, [role=button]') !== null;
}

/** Single keys for the player, wherever the focus is not in something that wants them itself. */
export function useShortcuts({
  toggleQueue,
  showHelp,
}: {
  toggleQueue: () => void;
  showHelp: () => void;
}) {
  const controller = usePlayerController();
  const store = useStore<{ player: PlayerState }>();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { shortcuts, volume } = store.getState().player;
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (!shortcuts || modified || event.defaultPrevented || isBusy(event.target, event.key))
        return;
      const plain: Record<string, () => void> = {
        ' ': () => controller?.toggle(),
        k: () => controller?.toggle(),
        n: () => store.dispatch(skippedNext()),
        p: () => controller?.previous(),
        m: () => store.dispatch(muteToggled()),
        q: toggleQueue,
        '?': showHelp,
      };
      const shifted: Record<string, () => void> = {
        arrowleft: () => controller?.seekBy(-10),
        arrowright: () => controller?.seekBy(10),
        arrowup: () => store.dispatch(volumeChanged(volume + 0.1)),
        arrowdown: () => store.dispatch(volumeChanged(volume - 0.1)),
        '?': showHelp,
      };
      const act = (event.shiftKey ? shifted : plain)[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [controller, store, toggleQueue, showHelp]);
}

import { useSelector } from 'react-redux';
import { useAppDispatch } from '@/lib/dispatch';
import { Dialog } from '@/ui/Dialog';
import { shortcutsSwitched, type PlayerState } from './playerSlice';
import { shortcutList } from './shortcuts';

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const on = useSelector((state: { player: PlayerState }) => state.player.shortcuts);
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5 text-sm">
        {shortcutList.map(([keys, what]) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-7 rounded-md border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-sans text-xs font-semibold"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-3 border-t border-line pt-4 text-sm">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => dispatch(shortcutsSwitched(event.target.checked))}
          className="size-5 accent-accent"
        />
        Use single-key shortcuts
      </label>
    </Dialog>
  );
}

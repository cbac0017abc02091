import { useSelector } from 'react-redux';
import { cx } from '@/lib/cx';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration, plural } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Dialog } from '@/ui/Dialog';
import { ArrowDownIcon, ArrowUpIcon, PlayingBars, TrashIcon } from '@/ui/icons';
import { EmptyState } from '@/ui/States';
import {
  jumpedTo,
  queueCleared,
  queueEntryMoved,
  queueEntryRemoved,
  queueRestored,
  selectIsPlaying,
  type PlayerState,
} from './playerSlice';

/** One queue, all of it visible: what played, what plays, what comes. */
export function QueuePanel({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const { queue, index, tracks, undo } = useSelector(
    (state: { player: PlayerState }) => state.player,
  );
  const playing = useSelector(selectIsPlaying);

  // The undo stands in the panel: while it is open, nothing outside it can be reached.
  const footer = (queue.length > 0 || undo) && (
    <div className="flex items-center gap-2">
      <span className="mr-auto text-sm text-ink-2">{plural(queue.length, 'track')}</span>
      {undo && (
        <Button size="small" onClick={() => dispatch(queueRestored())}>
          Undo
        </Button>
      )}
      {queue.length > 0 && (
        <Button size="small" onClick={() => dispatch(queueCleared())}>
          Clear the queue
        </Button>
      )}
    </div>
  );

  return (
    <Dialog open={open} onClose={onClose} title="Queue" shape="drawer" footer={footer}>
      {queue.length === 0 ? (
        <EmptyState title="Nothing queued">
          Press play on an album or a track, and it lines up here.
        </EmptyState>
      ) : (
        <ol className="-mx-2 flex flex-col">
          {queue.map((entry, at) => {
            const track = tracks[entry.trackId];
            if (!track) return null;
            const current = at === index;
            return (
              <li
                key={entry.key}
                aria-current={current || undefined}
                className={cx(
                  'flex items-center gap-2 rounded-lg p-2',
                  current && 'bg-accent-soft',
                  at < index && 'opacity-75',
                )}
              >
                <button
                  type="button"
                  onClick={() => dispatch(jumpedTo(at))}
                  aria-label={`Play ${track.title}`}
                  className="flex min-w-0 flex-1 items-center gap-3 rounded text-left"
                >
                  {track.coverUrl && <Cover src={track.coverUrl} size={40} />}
                  <span className="min-w-0">
                    <span className="flex items-center gap-2 text-sm font-semibold">
                      {current && (
                        <span className="text-accent">
                          <PlayingBars moving={playing} />
                        </span>
                      )}
                      <span className="truncate">{track.title}</span>
                    </span>
                    <span className="block truncate text-xs text-ink-2">
                      {[track.artist, formatDuration(track.durationMs)].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                </button>
                <span className="flex">
                  <IconButton
                    label={`Move ${track.title} up`}
                    size="small"
                    disabled={at === 0}
                    onClick={() => dispatch(queueEntryMoved({ from: at, to: at - 1 }))}
                  >
                    <ArrowUpIcon size={16} />
                  </IconButton>
                  <IconButton
                    label={`Move ${track.title} down`}
                    size="small"
                    disabled={at === queue.length - 1}
                    onClick={() => dispatch(queueEntryMoved({ from: at, to: at + 1 }))}
                  >
                    <ArrowDownIcon size={16} />
                  </IconButton>
                  <IconButton
                    label={`Remove ${track.title}`}
                    size="small"
                    onClick={() => dispatch(queueEntryRemoved(entry.key))}
                  >
                    <TrashIcon size={16} />
                  </IconButton>
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Dialog>
  );
}

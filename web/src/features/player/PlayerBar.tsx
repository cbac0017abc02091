import { lazy, Suspense, useCallback, useState } from 'react';
import { useSelector } from 'react-redux';
import { BuyButton } from '@/features/cart/BuyButton';
import { IconButton } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { ChevronUpIcon, KeyboardIcon, QueueIcon } from '@/ui/icons';
import { Badge } from '@/ui/States';
import { RepeatButton, Seek, Transport, Volume } from './Controls';
import { useClock } from './PlayerContext';
import { selectCurrentTrack, type PlayerState } from './playerSlice';
import { useShortcuts } from './shortcuts';
import { TrackLine } from './TrackLine';

const QueuePanel = lazy(() =>
  import('./QueuePanel').then((module) => ({ default: module.QueuePanel })),
);
const NowPlaying = lazy(() =>
  import('./NowPlaying').then((module) => ({ default: module.NowPlaying })),
);
const ShortcutHelp = lazy(() =>
  import('./ShortcutHelp').then((module) => ({ default: module.ShortcutHelp })),
);

type Panel = 'queue' | 'now' | 'help' | null;

/** Always at the foot of the window: what plays, and every control for it. */
export function PlayerBar() {
  const [panel, setPanel] = useState<Panel>(null);
  const track = useSelector(selectCurrentTrack);
  const source = useSelector((state: { player: PlayerState }) => state.player.source);
  const problem = useSelector((state: { player: PlayerState }) => state.player.problem);
  const blocked = useSelector(
    (state: { player: PlayerState }) => state.player.status === 'blocked',
  );
  const close = useCallback(() => setPanel(null), []);
  const toggleQueue = useCallback(() => setPanel((now) => (now === 'queue' ? null : 'queue')), []);
  const showHelp = useCallback(() => setPanel('help'), []);
  useShortcuts({ toggleQueue, showHelp });
  const message = problem ?? (blocked ? 'Your browser waits for you: press play to start.' : null);

  return (
    <section
      aria-label="Player"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] shadow-high"
    >
      <ThinProgress />
      {message && (
        <p role="alert" className="bg-bad-soft px-4 py-1.5 text-center text-sm text-bad">
          {message}
        </p>
      )}
      <div className="mx-auto grid h-16 max-w-[110rem] grid-cols-[minmax(0,1fr)_auto] items-center gap-3 px-3 md:h-20 md:grid-cols-[minmax(0,1fr)_minmax(16rem,2fr)_minmax(0,1fr)] md:px-5">
        <div className="flex min-w-0 items-center gap-3">
          {track?.coverUrl ? (
            <Cover src={track.coverUrl} size={48} />
          ) : (
            <span aria-hidden="true" className="size-12 shrink-0 rounded bg-sunken max-sm:hidden" />
          )}
          {track ? (
            <TrackLine track={track} />
          ) : (
            <p className="text-sm text-ink-2">Press play on anything to listen.</p>
          )}
          {track && source === 'preview' && (
            <span className="hidden shrink-0 items-center gap-2 sm:flex">
              <Badge tone="warn">Preview</Badge>
              {track.price && (
                <span className="hidden xl:inline">
                  <BuyButton
                    kind="track"
                    id={track.id}
                    title={track.title}
                    price={track.price}
                    regular={track.regularPrice}
                    release={track.releaseAt}
                  />
                </span>
              )}
            </span>
          )}
        </div>
        <div className="flex items-center md:flex-col md:gap-0.5">
          <Transport />
          <div className="hidden w-full max-w-2xl md:block">
            <Seek />
          </div>
          <IconButton
            label="Open the player"
            className="md:hidden"
            disabled={!track}
            onClick={() => setPanel('now')}
          >
            <ChevronUpIcon />
          </IconButton>
        </div>
        <div className="hidden min-w-0 items-center justify-end gap-1 md:flex">
          <Volume className="hidden w-40 lg:flex" />
          <RepeatButton />
          <IconButton label="Queue" aria-haspopup="dialog" onClick={toggleQueue}>
            <QueueIcon />
          </IconButton>
          <IconButton
            label="Keyboard shortcuts"
            aria-haspopup="dialog"
            onClick={showHelp}
            className="hidden lg:inline-flex"
          >
            <KeyboardIcon />
          </IconButton>
        </div>
      </div>
      <Suspense>
        {panel === 'queue' && <QueuePanel open onClose={close} />}
        {panel === 'now' && <NowPlaying open onClose={close} showQueue={() => setPanel('queue')} />}
        {panel === 'help' && <ShortcutHelp open onClose={close} />}
      </Suspense>
    </section>
  );
}

/** On a phone the seek bar is in the full player; here only a line shows how far it is. */
function ThinProgress() {
  const { position, duration } = useClock();
  return (
    <div aria-hidden="true" className="h-0.5 md:hidden">
      <div
        className="h-full origin-left bg-accent"
        style={{ transform: `scaleX(${duration ? position / duration : 0})` }}
      />
    </div>
  );
}

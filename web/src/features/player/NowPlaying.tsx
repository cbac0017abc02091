import { useSelector } from 'react-redux';
import { BuyButton } from '@/features/cart/BuyButton';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { Dialog } from '@/ui/Dialog';
import { QueueIcon } from '@/ui/icons';
import { Badge } from '@/ui/States';
import { RepeatButton, Seek, Transport, Volume } from './Controls';
import { selectCurrentTrack, type PlayerState } from './playerSlice';
import { TrackLine } from './TrackLine';

/** The whole screen of a phone for what plays. */
export function NowPlaying({
  open,
  onClose,
  showQueue,
}: {
  open: boolean;
  onClose: () => void;
  showQueue: () => void;
}) {
  const track = useSelector(selectCurrentTrack);
  const source = useSelector((state: { player: PlayerState }) => state.player.source);
  return (
    <Dialog open={open && track !== null} onClose={onClose} title="Now playing" shape="full">
      {track && (
        <div className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-5 pb-4">
          {track.coverUrl && (
            <Cover
              src={track.coverUrl}
              eager
              className="mx-auto max-h-[45dvh] max-w-[45dvh] shadow-high"
            />
          )}
          <div className="flex items-start justify-between gap-4">
            <TrackLine track={track} large onFollow={onClose} />
            {source === 'preview' && <Badge tone="warn">Preview</Badge>}
          </div>
          <Seek />
          <Transport large />
          <div className="flex items-center gap-2">
            <Volume className="flex-1" />
            <RepeatButton />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-3">
            {track.price && (
              <BuyButton
                kind="track"
                id={track.id}
                title={track.title}
                price={track.price}
                regular={track.regularPrice}
                release={track.releaseAt}
                size="medium"
              />
            )}
            <Button onClick={showQueue}>
              <QueueIcon /> Queue
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

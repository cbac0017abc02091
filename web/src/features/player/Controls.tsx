import { useSelector } from 'react-redux';
import { cx } from '@/lib/cx';
import { useAppDispatch } from '@/lib/dispatch';
import { formatDuration, speakDuration } from '@/lib/format';
import { IconButton, Spinner } from '@/ui/Button';
import { MutedIcon, NextIcon, PreviousIcon, RepeatIcon, VolumeIcon } from '@/ui/icons';
import { Slider } from '@/ui/Slider';
import { PlayButton } from './PlayButton';
import { useClock, usePlayerController } from './PlayerContext';
import {
  muteToggled,
  repeatChanged,
  selectCurrentTrack,
  selectIsPlaying,
  skippedNext,
  volumeChanged,
  type PlayerState,
  type Repeat,
} from './playerSlice';

type WithPlayer = { player: PlayerState };

/** Previous, play or pause, next. */
export function Transport({ large }: { large?: boolean }) {
  const dispatch = useAppDispatch();
  const controller = usePlayerController();
  const playing = useSelector(selectIsPlaying);
  const track = useSelector(selectCurrentTrack);
  const status = useSelector((state: WithPlayer) => state.player.status);
  const idle = !track;
  return (
    <div className={cx('flex items-center justify-center', large ? 'gap-6' : 'gap-2')}>
      <IconButton
        label="Previous track"
        size={large ? 'large' : 'medium'}
        disabled={idle}
        onClick={() => controller?.previous()}
        className={large ? undefined : 'max-sm:hidden'}
      >
        <PreviousIcon size={large ? 28 : 20} />
      </IconButton>
      <span className="relative grid place-items-center">
        <PlayButton
          playing={playing}
          what={track?.title ?? 'music'}
          size={large ? 'large' : 'medium'}
          onClick={() => controller?.toggle()}
          className={idle ? 'pointer-events-none opacity-50' : undefined}
        />
        {status === 'loading' && (
          <span className="pointer-events-none absolute text-accent">
            <Spinner size={large ? 68 : 54} />
          </span>
        )}
      </span>
      <IconButton
        label="Next track"
        size={large ? 'large' : 'medium'}
        disabled={idle}
        onClick={() => dispatch(skippedNext())}
      >
        <NextIcon size={large ? 28 : 20} />
      </IconButton>
    </div>
  );
}

/** Where it stands, and the way to another place in it. */
export function Seek() {
  const controller = usePlayerController();
  const { position, duration } = useClock();
  return (
    <div className="flex w-full items-center gap-2 text-xs text-ink-2 tabular-nums">
      <span className="w-10 text-right">{formatDuration(position * 1000)}</span>
      <Slider
        label="Position"
        value={position}
        max={duration}
        step={0.5}
        disabled={!duration}
        valueText={`${speakDuration(position * 1000)} of ${speakDuration(duration * 1000)}`}
        onChange={(seconds) => controller?.engine.seek(seconds)}
      />
      <span className="w-10">{formatDuration(duration * 1000)}</span>
    </div>
  );
}

export function Volume({ className }: { className?: string }) {
  const dispatch = useAppDispatch();
  const volume = useSelector((state: WithPlayer) => state.player.volume);
  const muted = useSelector((state: WithPlayer) => state.player.muted);
  const percent = muted ? 0 : Math.round(volume * 100);
  return (
    <div className={cx('flex items-center gap-1', className)}>
      <IconButton
        label={muted ? 'Unmute' : 'Mute'}
        aria-pressed={muted}
        onClick={() => dispatch(muteToggled())}
      >
        {percent === 0 ? <MutedIcon /> : <VolumeIcon />}
      </IconButton>
      <Slider
        label="Volume"
        value={percent}
        max={100}
        step={5}
        valueText={muted ? 'Muted' : `${percent} percent`}
        onChange={(value) => dispatch(volumeChanged(value / 100))}
      />
    </div>
  );
}

const nextRepeat: Record<Repeat, Repeat> = { off: 'all', all: 'one', one: 'off' };
const repeatNames: Record<Repeat, string> = {
  off: 'Repeat is off',
  all: 'Repeats the queue',
  one: 'Repeats this track',
};

export function RepeatButton() {
  const dispatch = useAppDispatch();
  const repeat = useSelector((state: WithPlayer) => state.player.repeat);
  return (
    <IconButton
      label={repeatNames[repeat]}
      onClick={() => dispatch(repeatChanged(nextRepeat[repeat]))}
      className={cx('relative', repeat !== 'off' && 'text-accent hover:text-accent')}
    >
      <RepeatIcon />
      {repeat === 'one' && (
        <span aria-hidden="true" className="absolute right-1 bottom-1 text-[0.625rem] font-bold">
          1
        </span>
      )}
    </IconButton>
  );
}

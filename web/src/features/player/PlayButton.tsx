import { cx } from '@/lib/cx';
import { PauseIcon, PlayIcon } from '@/ui/icons';

const sizes = { small: ['size-8', 16], medium: ['size-11', 20], large: ['size-14', 26] } as const;

const looks = {
  accent: 'bg-accent text-accent-ink hover:bg-accent-strong',
  quiet: 'text-ink hover:bg-sunken',
  over: 'bg-black/60 text-white hover:bg-accent hover:text-accent-ink',
};

/** The round play button. Its name says what will be heard: "Play Balls to the Wall". */
export function PlayButton({
  playing,
  what,
  onClick,
  size = 'medium',
  look = 'accent',
  className,
  tabIndex,
}: {
  playing: boolean;
  what: string;
  onClick: () => void;
  size?: keyof typeof sizes;
  /** "over" stands on a small cover. */
  look?: keyof typeof looks;
  className?: string;
  tabIndex?: number;
}) {
  const [box, icon] = sizes[size];
  const label = `${playing ? 'Pause' : 'Play'} ${what}`;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      tabIndex={tabIndex}
      className={cx(
        'grid shrink-0 place-items-center rounded-full transition-transform duration-150 active:scale-95',
        looks[look],
        box,
        className,
      )}
    >
      {playing ? <PauseIcon size={icon} /> : <PlayIcon size={icon} />}
    </button>
  );
}

import type { ReactNode, SVGProps } from 'react';

type IconProps = SVGProps<SVGSVGElement> & { size?: number };

/** Decorative always: the control around an icon carries the name. */
export function icon(shape: ReactNode, filled = false) {
  return function Icon({ size = 20, ...rest }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        width={size}
        height={size}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        {shape}
      </svg>
    );
  };
}

export const PlayIcon = icon(
  <path d="M7 4.6v14.8c0 .8.9 1.3 1.6.9l11.7-7.4a1 1 0 0 0 0-1.8L8.6 3.7C7.9 3.3 7 3.8 7 4.6Z" />,
  true,
);
export const PauseIcon = icon(
  <>
    <rect x="5.5" y="4" width="4.5" height="16" rx="1.2" />
    <rect x="14" y="4" width="4.5" height="16" rx="1.2" />
  </>,
  true,
);
export const NextIcon = icon(
  <path d="M5 5.3v13.4c0 .8.9 1.3 1.6.8l9.4-6.3v5.3a1 1 0 0 0 1 1h1a1 1 0 0 0 1-1v-13a1 1 0 0 0-1-1h-1a1 1 0 0 0-1 1v5.3L6.6 4.500C5.9 4 5 4.5 5 5.300Z" />,
  true,
);
export const PreviousIcon = icon(
  <path d="M19 5.3v13.4c0 .8-.9 1.3-1.6.8L8 13.200v5.300a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v5.300l9.4-6.300c.7-.5 1.6 0 1.6.800Z" />,
  true,
);
export const CartIcon = icon(
  <>
    <path d="M6 8h12l1 11.200a1.6 1.6 0 0 1-1.6 1.800H6.600A1.6 1.6 0 0 1 5 19.200L6 8Z" />
    <path d="M9 10V6.500a3 3 0 0 1 6 0V10" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const UserIcon = icon(
  <>
    <circle cx="12" cy="8" r="3.8" />
    <path d="M4.5 20.500c.8-4 3.8-6 7.5-6s6.7 2 7.5 6" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.500L19 7.5" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const MoreIcon = icon(
  <>
    <circle cx="5" cy="12" r="1.8" />
    <circle cx="12" cy="12" r="1.8" />
    <circle cx="19" cy="12" r="1.8" />
  </>,
  true,
);
export const QueueIcon = icon(<path d="M4 6.500h16M4 12h10M4 17.500h10M17.5 14v7m-3.5-3.500h7" />);
export const PlayNextIcon = icon(
  <path d="M4 17.500h16M4 12h8M4 6.500h6M17 4v8m0 0 3-3m-3 3-3-3" />,
);
export const ShuffleIcon = icon(
  <path d="M4 6.5h2.5c5 0 5.5 11 11 11H20m0 0-3-3m3 3-3 3M4 17.500h2.500c1.6 0 2.7-1 3.6-2.400M20 6.500h-2.500c-1.6 0-2.7 1-3.6 2.400M20 6.500l-3-3m3 3-3 3" />,
);
export const RepeatIcon = icon(
  <path d="M17 3.5 20 6.5l-3 3M4 12v-1.500a4 4 0 0 1 4-4h12M7 20.5 4 17.500l3-3M20 12v1.500a4 4 0 0 1-4 4H4" />,
);
export const VolumeIcon = icon(
  <>
    <path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500H4Z" />
    <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.500a7.8 7.8 0 0 1 0 11" />
  </>,
);
export const MutedIcon = icon(
  <>
    <path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500H4Z" />
    <path d="m16 9.5 5 5m0-5-5 5" />
  </>,
);
export const ChevronDownIcon = icon(<path d="m6 9.5 6 6 6-6" />);
export const ChevronUpIcon = icon(<path d="m6 14.5 6-6 6 6" />);
export const ChevronRightIcon = icon(<path d="m9.5 6 6 6-6 6" />);
export const ArrowUpIcon = icon(<path d="M12 19V5m0 0-5.5 5.500M12 5l5.5 5.5" />);
export const ArrowDownIcon = icon(<path d="M12 5v14m0 0-5.5-5.500M12 19l5.5-5.5" />);
export const TrashIcon = icon(
  <path d="M5 7h14M10 7V4.500h4V7m-7.5 0 .8 12.500h9.400L17.5 7M10.5 11v5m3-5v5" />,
);
export const DownloadIcon = icon(<path d="M12 4v11m0 0-4.5-4.500M12 15l4.5-4.500M5 19.500h14" />);
export const KeyboardIcon = icon(
  <>
    <rect x="3" y="6" width="18" height="12" rx="2" />
    <path d="M7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h.01M10 14h4" />
  </>,
);
export const VideoIcon = icon(
  <>
    <rect x="3.5" y="6" width="12" height="12" rx="2" />
    <path d="m15.5 10.5 5-3v9l-5-3" />
  </>,
);
export const LibraryIcon = icon(<path d="M5 4v16M10 4v16M15 4.500l4.5 15" />);
export const ReceiptIcon = icon(
  <path d="M6 3.500h12v17l-2.4-1.6-2.4 1.6-2.4-1.600L8.4 20.5 6 19V3.500ZM9.5 8h5m-5 4h5" />,
);
export const SettingsIcon = icon(
  <path d="M4 7h9m5 0h2M4 17h2m5 0h9M13 7a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0ZM6 17a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0Z" />,
);
/** The three lines of a chinook, the warm wind that the shop is named after. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="16" fill="#b23a17" />
      <g fill="none" stroke="#fff4ea" strokeLinecap="round" strokeWidth="5">
        <path d="M12 24h27a7.5 7.5 0 1 0-7.2-9.6" />
        <path d="M12 34h36" />
        <path d="M12 44h22a6.5 6.5 0 1 1-6.2 8.4" />
      </g>
    </svg>
  );
}

/** Three bars that say "this one is playing"; still when motion is not wanted. */
export function PlayingBars({ moving = true }: { moving?: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {[1, 6.5, 12].map((x, index) => (
        <rect
          key={x}
          x={x}
          y={[5, 1, 8][index]}
          width="3"
          height={[11, 15, 8][index]}
          rx="1"
          className={moving ? `playing-bar playing-bar-${index}` : undefined}
        />
      ))}
    </svg>
  );
}

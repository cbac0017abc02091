type Props = { size?: number };
const frame = (size: number) => ({
  viewBox: '0 0 24 24',
  width: size,
  height: size,
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round' as const,
  strokeLinejoin: 'round' as const,
  'aria-hidden': true,
  focusable: false,
});

export const GripIcon = ({ size = 20 }: Props) => (
  <svg {...frame(size)} strokeWidth={3}>
    <path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" />
  </svg>
);
export const ShareIcon = ({ size = 20 }: Props) => (
  <svg {...frame(size)}>
    <path d="M12 15V4m0 0L8 8m4-4 4 4M6 12v7.500h12V12" />
  </svg>
);
export const SparkIcon = ({ size = 20 }: Props) => (
  <svg {...frame(size)}>
    <path d="M12 3.500 14 10l6.500 2-6.500 2-2 6.500-2-6.500-6.500-2 6.500-2 2-6.500Z" />
  </svg>
);

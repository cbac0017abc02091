import type { CSSProperties } from 'react';
import { cx } from '@/lib/cx';

/** A native range with our look; arrows, Page keys, Home and End come with it. */
export function Slider({
  label,
  value,
  max,
  step = 1,
  valueText,
  onChange,
  disabled,
  className,
}: {
  label: string;
  value: number;
  max: number;
  step?: number;
  /** The value as it is spoken. */
  valueText: string;
  onChange: (value: number) => void;
  disabled?: boolean;
  className?: string;
}) {
  const fill = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      min={0}
      max={max || 1}
      step={step}
      value={Math.min(value, max || 1)}
      disabled={disabled}
      onChange={(event) => onChange(Number(event.target.value))}
      className={cx('slider', className)}
      style={{ '--fill': `${fill}%` } as CSSProperties}
    />
  );
}

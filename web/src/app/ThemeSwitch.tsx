import { useSyncExternalStore } from 'react';
import { cx } from '@/lib/cx';
import { applyTheme, currentTheme, onThemeChange, type Theme } from '@/lib/theme';

const choices: [Theme, string][] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme);
  return (
    <fieldset className="flex rounded-full border border-line-strong p-0.5">
      <legend className="sr-only">Colours</legend>
      {choices.map(([value, name]) => (
        <label
          key={value}
          className={cx(
            'rounded-full px-3 py-1 text-sm font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent',
            theme === value ? 'bg-ink text-paper' : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => applyTheme(value)}
            className="sr-only"
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

export type Theme = 'system' | 'light' | 'dark';

const listeners = new Set<() => void>();
/** For `useSyncExternalStore`: the theme can be changed in more than one place. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const key = 'chinook.theme';

export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** Shows a theme at once and remembers it in this browser (`public/theme.js` reads it first thing). */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // The choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

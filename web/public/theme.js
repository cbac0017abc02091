// Before the first paint: the theme this browser chose, so that no page flashes in the other one.
try {
  const theme = localStorage.getItem('chinook.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme is shown.
}

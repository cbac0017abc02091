/** Leaves the application for another page, such as the hosted payment page. */
export function leaveTo(url: string): void {
  window.location.assign(url);
}

/** Fetches a file the way a link does; the page stays. An error answer fails the download alone. */
export function startDownload(url: string, filename = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/**
 * Copies a text, and says whether it did. Over plain http from another host there is no
 * `navigator.clipboard`; what is selected can be copied all the same.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const from = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr-only';
  // Outside of a modal dialog nothing can be selected.
  (from?.closest('dialog') ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (from instanceof HTMLElement) from.focus({ preventScroll: true });
  }
}

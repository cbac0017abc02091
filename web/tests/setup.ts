import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);
// A busy machine draws late; what never comes is still found out.
configure({ asyncUtilTimeout: 8_000 });

// jsdom has no layout, no media and no dialogs; the few calls our components make are given here.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.setAttribute('open', '');
  },
  close(this: HTMLDialogElement) {
    if (!this.open) return;
    this.removeAttribute('open');
    this.dispatchEvent(new Event('close'));
  },
});
function togglePopover(panel: HTMLElement, newState: 'open' | 'closed') {
  for (const name of ['beforetoggle', 'toggle']) {
    panel.dispatchEvent(Object.assign(new Event(name), { newState }));
  }
}
document.addEventListener('click', ({ target }) => {
  const id = (target as Element).closest('[popovertarget]')?.getAttribute('popovertarget');
  const panel = id && document.getElementById(id);
  if (panel) togglePopover(panel, 'open');
});
HTMLElement.prototype.showPopover = function (this: HTMLElement) {
  togglePopover(this, 'open');
};
HTMLElement.prototype.hidePopover = function (this: HTMLElement) {
  togglePopover(this, 'closed');
};
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
window.scrollTo = () => {};
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
})) as unknown as typeof window.matchMedia;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

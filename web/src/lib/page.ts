import { useEffect } from 'react';

/** Names the page in the tab, in history and for the announcer that speaks after a navigation. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Chinook`;
  }, [title]);
}

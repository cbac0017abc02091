import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const places = new Map<string, number>();

/**
 * What a browser does on a full page load: scroll to the top on a new page and back to the old
 * place on Back, move the focus to the page, and speak its title.
 */
export function Navigation() {
  const { pathname, key } = useLocation();
  const kind = useNavigationType();
  const [spoken, setSpoken] = useState('');
  const first = useRef(true);

  // In the commit itself: the new page's own scroll event must not count for the old one.
  useLayoutEffect(() => {
    window.history.scrollRestoration = 'manual';
    const remember = () => places.set(key, window.scrollY);
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [key]);

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById('main')?.focus({ preventScroll: true });
    const stop = scrollWhenTallEnough(kind === 'POP' ? (places.get(key) ?? 0) : 0);
    const timer = setTimeout(() => setSpoken(document.title), 150);
    return () => {
      clearTimeout(timer);
      stop();
    };
    // Only another page counts: filters and sorting in the query keep place and focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pathname]);

  return (
    <div aria-live="polite" className="sr-only">
      {spoken}
    </div>
  );
}

/** The page may still be growing while its data arrive; tries for a second. */
function scrollWhenTallEnough(top: number): () => void {
  let tries = 20;
  const attempt = () => {
    window.scrollTo(0, top);
    if (Math.abs(window.scrollY - top) < 2 || --tries === 0) clearInterval(timer);
  };
  const timer = setInterval(attempt, 50);
  attempt();
  return () => clearInterval(timer);
}

import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { cx } from '@/lib/cx';
import { usePageTitle } from '@/lib/page';

const places = [
  ['/library', 'Songs'],
  ['/library/albums', 'Albums'],
  ['/library/artists', 'Artists'],
  ['/library/playlists', 'Playlists'],
  ['/library?view=favourites', 'Favourites'],
  ['/library?view=recent', 'Recently added'],
  ['/library/duplicates', 'Duplicates'],
  ['/library/import', 'Import & export'],
] as const;

/**
 * The frame of every page of the library: its places, the name of the page and what can be done on
 * it. `children` have the whole width.
 */
export function LibraryLayout({
  title,
  about,
  actions,
  children,
}: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  usePageTitle(title === 'Library' ? title : `${title} · Library`);
  return (
    <CustomerOnly>
      <div className="page pt-3 pb-8">
        <LibraryNavigation />
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4 pt-5 pb-5">
          <div className="mr-auto min-w-0">
            <h1 className="text-3xl font-bold sm:text-4xl">{title}</h1>
            {about && <div className="mt-1 text-ink-2">{about}</div>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
        </div>
        {children}
      </div>
    </CustomerOnly>
  );
}

/** Two of the places are views of one page: which one is meant stands in the query. */
function LibraryNavigation() {
  const { pathname, search } = useLocation();
  const view = new URLSearchParams(search).get('view');
  const isHere = (to: string) => {
    const [path = '', query] = to.split('?');
    if (path === '/library/import' && pathname === '/library/export') return true;
    if (path !== '/library') return pathname.startsWith(path);
    return pathname === path && (view ? query === `view=${view}` : query === undefined);
  };
  // On a phone not all have room: the one where one is, is in sight.
  const nav = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && here)
      nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2;
  }, [pathname, view]);
  return (
    <nav ref={nav} aria-label="Library" className="relative -mx-2 overflow-x-auto">
      <ul className="flex gap-1">
        {places.map(([to, name]) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={isHere(to) ? 'page' : undefined}
              className={cx(
                'block rounded-full px-3 py-2 text-sm font-semibold whitespace-nowrap hover:bg-sunken',
                isHere(to) ? 'bg-sunken text-ink' : 'text-ink-2',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { useSelector } from 'react-redux';
import { Link, NavLink } from 'react-router';
import { AccountButton } from '@/features/auth/AccountButton';
import { CartButton } from '@/features/cart/CartButton';
import { SearchBox } from '@/features/shop/SearchBox';
import { cx } from '@/lib/cx';
import { Logo } from '@/ui/icons';
import type { RootState } from './store';

const places = [
  ['/albums', 'Albums'],
  ['/artists', 'Artists'],
  ['/genres', 'Genres'],
  ['/playlists', 'Playlists'],
  ['/tracks', 'Tracks'],
] as const;

/** One row on a wide screen; on a phone the places move to a second row that scrolls away. */
export function Header() {
  const shortcuts = useSelector((state: RootState) => state.player.shortcuts);
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-paper">
        <div className="page flex h-16 items-center gap-2 sm:gap-3">
          <Link
            to="/"
            aria-label="Chinook, home"
            className="flex shrink-0 items-center gap-2.5 rounded-lg pr-1"
          >
            <Logo />
            <span className="hidden font-display text-xl font-bold tracking-tight sm:inline">
              Chinook
            </span>
          </Link>
          <Places className="hidden lg:flex" />
          <SearchBox shortcuts={shortcuts} />
          <AccountButton />
          <CartButton />
        </div>
      </header>
      <Places className="page flex overflow-x-auto border-b border-line py-1 lg:hidden" />
    </>
  );
}

function Places({ className }: { className: string }) {
  return (
    <nav aria-label="Shop" className={cx('items-center gap-1', className)}>
      {places.map(([to, name]) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            cx(
              'rounded-full px-3 py-2 text-sm font-semibold hover:bg-sunken hover:text-ink',
              isActive ? 'text-accent' : 'text-ink-2',
            )
          }
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}

import { Link } from 'react-router';
import { ThemeSwitch } from './ThemeSwitch';

const columns = [
  {
    title: 'Shop',
    links: [
      ['/albums?sort=newest', 'New arrivals'],
      ['/albums?sort=popularity', 'Top sellers'],
      ['/genres', 'Genres'],
      ['/playlists', 'Playlists'],
    ],
  },
  {
    title: 'Yours',
    links: [
      ['/library', 'Library'],
      ['/purchases', 'Purchases'],
      ['/redeem', 'Redeem a code'],
      ['/account', 'Account'],
      ['/help', 'Help'],
    ],
  },
] as const;

export function Footer() {
  return (
    <footer className="mt-16 border-t border-line bg-sunken pb-32">
      <div className="page grid gap-8 py-10 sm:grid-cols-[2fr_1fr_1fr]">
        <div className="flex max-w-sm flex-col items-start gap-4">
          <p className="font-display text-2xl font-bold tracking-tight">
            Buy it once. Keep it for ever.
          </p>
          <p className="text-sm text-ink-2">
            Lossless files without copy protection. Download them again whenever you like, on as
            many devices as you own.
          </p>
          <ThemeSwitch />
        </div>
        {columns.map(({ title, links }) => (
          <nav key={title} aria-label={`${title}, more links`}>
            <h2 className="mb-3 text-sm font-bold">{title}</h2>
            <ul className="flex flex-col gap-1">
              {links.map(([to, name]) => (
                <li key={to}>
                  <Link
                    to={to}
                    className="inline-block py-1 text-sm text-ink-2 hover:text-ink hover:underline"
                  >
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  );
}

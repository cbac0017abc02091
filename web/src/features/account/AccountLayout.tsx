import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { CustomerOnly } from '@/features/auth/CustomerOnly';
import { cx } from '@/lib/cx';
import { usePageTitle } from '@/lib/page';

const places = [
  ['/account', 'Profile'],
  ['/account/addresses', 'Addresses'],
  ['/account/preferences', 'Preferences'],
  ['/account/security', 'Security'],
  ['/account/data', 'Your data'],
  ['/help', 'Help'],
] as const;

/** The frame of the account's pages: their list beside them, above them on a phone. */
export function AccountLayout({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <CustomerOnly>
      <div className="page grid gap-6 py-8 sm:py-12 lg:grid-cols-[13rem_1fr] lg:gap-12">
        <nav aria-label="Account" className="-mx-2 overflow-x-auto lg:mx-0">
          <ul className="flex gap-1 lg:flex-col">
            {places.map(([to, name]) => (
              <li key={to}>
                <NavLink
                  to={to}
                  end
                  className={({ isActive }) =>
                    cx(
                      'block rounded-full px-4 py-2 text-sm font-semibold whitespace-nowrap hover:bg-sunken',
                      isActive ? 'bg-sunken text-ink' : 'text-ink-2',
                    )
                  }
                >
                  {name}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="max-w-2xl min-w-0">
          <h1 className="text-3xl font-bold sm:text-4xl">{title}</h1>
          <div className="mt-7 flex flex-col gap-8">{children}</div>
        </div>
      </div>
    </CustomerOnly>
  );
}

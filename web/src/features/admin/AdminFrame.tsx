import { Suspense, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { AccountButton } from '@/features/auth/AccountButton';
import { Logo } from '@/ui/icons';
import { IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { SideNav } from './SideNav';
import { MenuIcon, ShopIcon } from './ui/icons';
import { useMenuWidth } from './useMenuWidth';
import { useRole } from './useStaff';
import { roleNames } from './words';

/**
 * The frame of the back office: its own header line, the menu beside the page, folded to icons on a
 * tablet or at will, behind a button on a phone. `tools` stands at the foot of the menu.
 */
export function AdminFrame({ tools, children }: { tools?: ReactNode; children: ReactNode }) {
  const role = useRole();
  const { narrow, toggle } = useMenuWidth();
  const { pathname } = useLocation();
  // Open for one address alone: going somewhere closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);

  return (
    <>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b border-line bg-surface px-2 sm:gap-3 sm:px-4">
        {role && (
          <IconButton label="Menu" className="md:hidden" onClick={() => setOpenAt(pathname)}>
            <MenuIcon />
          </IconButton>
        )}
        <Link to="/admin" className="flex min-h-10 items-center gap-2.5 rounded-lg pr-1">
          <Logo size={28} />
          <span className="font-display text-lg font-bold tracking-tight max-sm:sr-only">
            Chinook
          </span>
          <span className="hidden border-l border-line-strong pl-2.5 text-sm font-semibold text-ink-2 md:inline">
            Back office
          </span>
        </Link>
        <div className="ml-auto flex items-center gap-1 sm:gap-3">
          {role && (
            <span className="rounded-full bg-accent-soft px-2.5 py-1 text-xs font-semibold text-accent-strong">
              <span className="sr-only">Your role: </span>
              {roleNames[role]}
            </span>
          )}
          <Link
            to="/"
            aria-label="Back to the shop"
            title="Back to the shop"
            className="inline-flex min-h-10 items-center gap-2 rounded-full px-2.5 text-sm font-semibold text-ink-2 hover:bg-sunken hover:text-ink"
          >
            <ShopIcon size={20} />
            <span className="hidden lg:inline" aria-hidden="true">
              Back to the shop
            </span>
          </Link>
          <AccountButton />
        </div>
      </header>
      <div className="flex">
        {role && (
          <div
            className={`sticky top-14 hidden h-[calc(100dvh-3.5rem)] shrink-0 flex-col border-r border-line bg-surface md:flex print:hidden ${narrow ? 'w-16' : 'w-60'}`}
          >
            <SideNav role={role} narrow={narrow} onToggle={toggle} tools={tools} />
          </div>
        )}
        <main id="main" tabIndex={-1} className="min-w-0 flex-1">
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        </main>
      </div>
      {role && (
        <Dialog
          open={openAt === pathname}
          onClose={() => setOpenAt(null)}
          title="Back office"
          shape="start"
        >
          <SideNav role={role} tools={tools} onGo={() => setOpenAt(null)} />
        </Dialog>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div className="min-h-dvh px-4 py-6 sm:px-6">
      <Loading what="the page" />
      <Skeleton className="mb-6 h-9 w-56 max-w-full" />
      <Skeleton className="h-72 w-full rounded-xl" />
    </div>
  );
}

import { useSelector } from 'react-redux';
import { Link, useLocation, useNavigate } from 'react-router';
import { selectAccount, selectAuthStatus } from '@/api/session';
import { LibraryIcon, ReceiptIcon, SettingsIcon, UserIcon } from '@/ui/icons';
import { Menu } from '@/ui/Menu';
import { safeNext, withNext } from './returnPath';
import { useSignOut } from './useSignOut';

/** The way to the account: the sign-in page for a visitor, a menu for who is signed in. */
export function AccountButton() {
  const status = useSelector(selectAuthStatus);
  const account = useSelector(selectAccount);
  const { pathname, search } = useLocation();
  // Until the session is known, a quiet place of the same size: no flash of "Sign in".
  if (status === 'unknown') return <span className="size-10 shrink-0" aria-hidden="true" />;
  if (account) return <AccountMenu name={account.display_name} kind={account.kind} />;
  return (
    <Link
      to={withNext('/sign-in', pathname === '/' ? null : safeNext(pathname + search))}
      aria-label="Sign in"
      title="Sign in"
      className="inline-flex h-10 shrink-0 items-center gap-2 rounded-full px-2.5 text-sm font-semibold hover:bg-sunken"
    >
      <UserIcon size={22} />
      <span className="hidden lg:inline" aria-hidden="true">
        Sign in
      </span>
    </Link>
  );
}

function AccountMenu({ name, kind }: { name: string; kind: 'customer' | 'staff' }) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const go = (path: string) => () => void navigate(path);
  const places = [
    { label: 'Library', icon: <LibraryIcon size={18} />, onSelect: go('/library') },
    { label: 'Purchases', icon: <ReceiptIcon size={18} />, onSelect: go('/purchases') },
    { label: 'Account', icon: <SettingsIcon size={18} />, onSelect: go('/account') },
  ];
  const office = [
    { label: 'Back office', icon: <ReceiptIcon size={18} />, onSelect: go('/admin') },
    { label: 'Security', icon: <SettingsIcon size={18} />, onSelect: go('/admin/security') },
  ];
  return (
    <Menu
      label={`Account of ${name}`}
      trigger={<Initials name={name} />}
      header={
        <p className="max-w-60 truncate border-b border-line px-3 pt-1.5 pb-2 text-sm text-ink-2">
          Signed in as <strong className="text-ink">{name}</strong>
        </p>
      }
      items={[
        ...(kind === 'customer' ? places : office),
        { label: 'Sign out', onSelect: () => void signOut('here') },
      ]}
    />
  );
}

function Initials({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0] ?? '');
  return (
    <span
      aria-hidden="true"
      className="grid size-8 place-items-center rounded-full bg-accent text-xs font-bold text-accent-ink"
    >
      {letters.join('').toUpperCase() || '?'}
    </span>
  );
}

import { Link } from 'react-router';
import { UserIcon } from '@/ui/icons';

/** The way to the account: to the sign-in page for a visitor. */
export function AccountButton() {
  return (
    <Link
      to="/sign-in"
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

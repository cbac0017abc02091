import { matchPath } from 'react-router';
import { mayOpen, type Role } from './area';
import { adminPages } from './routes';

/** Whether an address leads to a page that this role may open: links are shown only to those. */
export function hasPage(path: string, role: Role | null): boolean {
  const pathname = path.split('?')[0] ?? path;
  return adminPages.some(
    (page) => mayOpen(page.roles, role) && matchPath(page.path, pathname) !== null,
  );
}

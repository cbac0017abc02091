import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '@/api/generated';

export type { Role };

/** Who may do what, in the words of the service's own parameter types. */
export const anyStaff: readonly Role[] = [
  'general_manager',
  'sales_manager',
  'support_agent',
  'it',
];
export const generalManager: readonly Role[] = ['general_manager'];
export const salesManager: readonly Role[] = ['general_manager', 'sales_manager'];
export const supportAgent: readonly Role[] = ['general_manager', 'sales_manager', 'support_agent'];
export const itRole: readonly Role[] = ['general_manager', 'it'];

/** One page of the back office; who lacks the role is told so, and the service refuses anyway. */
export type StaffPage = {
  /** As the router takes it, from `/admin` on. */
  path: string;
  roles: readonly Role[];
  Page: LazyExoticComponent<ComponentType>;
};

/** `staffPage('/admin/orders', supportAgent, () => import('./OrdersPage'))`. */
export function staffPage(
  path: string,
  roles: readonly Role[],
  load: () => Promise<{ default: ComponentType }>,
): StaffPage {
  return { path, roles, Page: lazy(load) };
}

/** A line of the menu: only for a page that exists. */
export type MenuEntry = {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  roles: readonly Role[];
  /** Marked as the current one at exactly this address, not below it. */
  end?: boolean;
};

/** A room of the back office: its name in the menu, its lines there, its pages. */
export type Area = { name: string; entries: MenuEntry[]; pages: StaffPage[] };

export const mayOpen = (roles: readonly Role[], role: Role | null): boolean =>
  role !== null && roles.includes(role);

import type { Role } from '@/api/generated';

/** The roles as people say them. */
export const roleNames: Record<Role, string> = {
  general_manager: 'General manager',
  sales_manager: 'Sales manager',
  support_agent: 'Support agent',
  it: 'IT',
};

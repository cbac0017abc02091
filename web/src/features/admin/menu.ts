import { mayOpen, type Area, type MenuEntry, type Role } from './area';
import { catalogueArea } from './catalogue/area';
import { customersArea } from './customers/area';
import { homeArea } from './home/area';
import { ordersArea } from './orders/area';
import { promotionsArea } from './promotions/area';
import { reportsArea } from './reports/area';
import { staffArea } from './staff/area';
import { supportArea } from './support/area';
import { systemArea } from './system/area';

/** The rooms of the back office, in the order of the menu. Each lists its own lines and pages. */
export const areas: readonly Area[] = [
  homeArea,
  ordersArea,
  customersArea,
  supportArea,
  catalogueArea,
  promotionsArea,
  reportsArea,
  staffArea,
  systemArea,
];

/** The menu of a role: no line that would only be refused. */
export function menuFor(role: Role | null): { name: string; entries: MenuEntry[] }[] {
  return areas
    .map(({ name, entries }) => ({
      name,
      entries: entries.filter(({ roles }) => mayOpen(roles, role)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

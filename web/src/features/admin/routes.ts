import { areas } from './menu';
import type { StaffPage } from './area';

/** Every page of the back office. */
export const adminPages: readonly StaffPage[] = areas.flatMap(({ pages }) => pages);

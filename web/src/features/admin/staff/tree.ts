import type { StaffMember } from '@/api/generatedAdmin';

/** Somebody, and those who report to them. */
export type Branch = { member: StaffMember; below: Branch[] };

/** The reporting tree, from those above whom there is nobody. */
export function treeOf(members: readonly StaffMember[]): Branch[] {
  const known = new Set(members.map(({ id }) => id));
  const branch = (member: StaffMember): Branch => ({
    member,
    below: members.filter(({ reports_to }) => reports_to === member.id).map(branch),
  });
  return members
    .filter(({ reports_to }) => reports_to === null || !known.has(reports_to))
    .map(branch);
}

/** Whom somebody may report to: nobody who stands below them. */
export function possibleManagers(members: readonly StaffMember[], of: number): StaffMember[] {
  const below = new Set([of]);
  // A tree is no deeper than it has people.
  for (let round = 0; round < members.length; round += 1) {
    for (const { id, reports_to } of members) {
      if (reports_to !== null && below.has(reports_to)) below.add(id);
    }
  }
  return members.filter(({ id }) => !below.has(id));
}

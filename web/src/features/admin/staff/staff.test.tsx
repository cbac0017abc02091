import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { StaffMember } from '@/api/generatedAdmin';
import { asStaff } from '../../../../tests/staff';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { auditParams } from './auditParams';
import { changesOf } from './changes';
import StaffPage from './StaffPage';
import { possibleManagers, treeOf } from './tree';

const person = (id: number, name: string, reports_to: number | null): StaffMember => ({
  id,
  name,
  title: null,
  email: `${id}@example.com`,
  role: 'support_agent',
  reports_to,
  state: 'active',
  second_factor_since: null,
  last_seen_at: null,
  hired_at: null,
});
const staff = [
  person(1, 'Andrew Adams', null),
  person(2, 'Nancy Edwards', 1),
  person(3, 'Jane Peacock', 2),
  person(6, 'Michael Mitchell', 1),
];

test('the tree hangs together as the reporting says', () => {
  const [adams] = treeOf(staff);
  expect(adams?.below.map(({ member }) => member.name)).toEqual([
    'Nancy Edwards',
    'Michael Mitchell',
  ]);
  expect(adams?.below[0]?.below.map(({ member }) => member.id)).toEqual([3]);
});

test('nobody is offered a manager who stands below them', () => {
  expect(possibleManagers(staff, 2).map(({ id }) => id)).toEqual([1, 6]);
  expect(possibleManagers(staff, 1)).toEqual([]);
});

test('the page shows who reports to whom, and an invitation says what is missing', async () => {
  serve({ 'GET /api/v1/admin/staff': { body: { items: staff } } });
  const { user, container } = renderShop(<StaffPage />, { state: asStaff('general_manager') });
  const below = await screen.findByRole('list', { name: 'Report to Nancy Edwards' });
  expect(within(below).getByRole('link')).toHaveTextContent('Jane Peacock');
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'Invite somebody' }));
  await user.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Choose a role.');
});

test('days of the address become moments, the last day whole', () => {
  const params = auditParams({ q: 'x', from: '2026-01-31', until: '2026-01-31' });
  const span = Date.parse(params.until ?? '') - Date.parse(params.from ?? '');
  expect(span).toBe(86_400_000);
  expect(params.q).toBe('x');
});

test('both sides of a change are shown field by field', () => {
  expect(changesOf({ role: 'it', tags: [1] }, { role: 'it', title: 'Deputy' })).toEqual([
    { field: 'role', before: 'it', after: 'it' },
    { field: 'tags', before: '[1]', after: '' },
    { field: 'title', before: '', after: 'Deputy' },
  ]);
});

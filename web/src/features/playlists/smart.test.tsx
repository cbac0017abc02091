import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import { asLuis, problem } from '../../../tests/people';
import { aPlaylist, aSong } from '../../../tests/playlists';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { ruleProblem, rulesProblem, secondsOf, templates } from './rules';
import SmartPage from './SmartPage';
import type { Rules } from './types';

const at = '/api/v1/library/playlists';

function builder(path: string, handlers: Parameters<typeof serve>[0] = {}) {
  const previews: Rules[] = [];
  const requests = serve({
    [`POST ${at}/preview`]: async (request) => {
      previews.push(((await request.json()) as { rules: Rules }).rules);
      return { body: { total: 2, items: [aSong(1), aSong(2)] } };
    },
    'GET /api/v1/library/facets': {
      body: { facets: { genre: [{ value: 'Metal', count: 9 }] } },
    },
    ...handlers,
  });
  const view = renderShop(
    <main>
      <Routes>
        <Route path="/library/playlists/smart" element={<SmartPage />} />
        <Route path="/library/playlists/:id/rules" element={<SmartPage />} />
        <Route path="*" element={null} />
      </Routes>
    </main>,
    { at: path, state: asLuis },
  );
  return { ...view, requests, previews };
}

test('a template is there to begin with, its songs are shown, and it is saved', async () => {
  let saved: unknown;
  const { user, place, previews, container } = builder('/library/playlists/smart', {
    [`POST ${at}`]: async (request) => {
      saved = await request.json();
      return { status: 201, body: aPlaylist({ id: 'new', kind: 'smart' }) };
    },
  });
  await user.click(await screen.findByRole('button', { name: /^90s rock/ }));
  expect(await screen.findByText('2 songs fit')).toBeVisible();
  expect(previews[0]).toEqual(templates[0]?.rules);
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'Create playlist' }));
  await waitFor(() => expect(place.current).toBe('/library/playlists/new'));
  expect(saved).toEqual({ name: templates[0]?.name, kind: 'smart', rules: templates[0]?.rules });
});

test('rules and groups are built from controls that fit their field', async () => {
  const { user, previews } = builder('/library/playlists/smart');
  await user.click(await screen.findByRole('button', { name: /^My own rules/ }));
  expect(screen.getByRole('status')).toHaveTextContent('Say what genre to look for.');
  const first = within(screen.getByRole('group', { name: 'Rule 1: Genre' }));
  await user.type(first.getByLabelText('Value'), 'Metal');
  await user.click(screen.getByRole('button', { name: 'Add a group' }));
  const group = within(screen.getByRole('group', { name: 'Rules, group 2' }));
  await user.selectOptions(group.getByLabelText('Field'), 'Rating');
  await user.selectOptions(group.getByLabelText('Comparison'), 'is at least');
  await user.selectOptions(group.getByLabelText('Value'), '3.5 stars');
  await user.click(group.getByRole('button', { name: 'Add a rule' }));
  const second = within(group.getByRole('group', { name: 'Rule 2: Genre' }));
  await user.selectOptions(second.getByLabelText('Field'), 'Length');
  const length = within(group.getByRole('group', { name: 'Rule 2: Length' }));
  await user.selectOptions(length.getByLabelText('Comparison'), 'is between');
  const from = length.getByLabelText(/^From/);
  await user.clear(from);
  await user.type(from, '2:30');
  await user.selectOptions(screen.getByLabelText('Order'), 'Most played first');
  await user.type(screen.getByLabelText(/^At most/), '25');
  await waitFor(() =>
    expect(previews.at(-1)).toEqual({
      match: {
        all: [
          { field: 'genre', op: 'is', value: 'Metal' },
          {
            any: [
              { field: 'rating', op: 'at_least', value: 3.5 },
              { field: 'duration', op: 'between', value: [150, 180] },
            ],
          },
        ],
      },
      sort: '-plays',
      limit: 25,
    }),
  );
});

test('“never” needs no value, and going back to days brings one', async () => {
  const { user, previews } = builder('/library/playlists/smart');
  await user.click(await screen.findByRole('button', { name: /^My own rules/ }));
  await user.selectOptions(screen.getByLabelText('Field'), 'Last played');
  await user.selectOptions(screen.getByLabelText('Comparison'), 'never');
  await waitFor(() =>
    expect(previews.at(-1)?.match).toEqual({ all: [{ field: 'played', op: 'never' }] }),
  );
  await user.selectOptions(screen.getByLabelText('Comparison'), 'not in the last');
  expect(screen.getByLabelText('Days')).toHaveValue(30);
  await waitFor(() =>
    expect(previews.at(-1)?.match).toEqual({
      all: [{ field: 'played', op: 'not_in_last', value: 30 }],
    }),
  );
});

test('the rules of a playlist are changed; a change made elsewhere is told', async () => {
  const rules = templates[1]?.rules as Rules;
  const { user } = builder('/library/playlists/list-1/rules', {
    [`GET ${at}/list-1`]: { body: aPlaylist({ kind: 'smart', rules }) },
    [`PATCH ${at}/list-1`]: (request) => {
      expect(request.headers.get('if-match')).toBe('"3"');
      return problem(412, 'edited-meanwhile', { current: aPlaylist() });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Save the rules' }));
  expect(await screen.findByText(/changed in another window meanwhile/)).toBeVisible();
});

test('what is missing in the rules is said before the service is asked', () => {
  expect(rulesProblem({ match: { all: [] }, sort: null, limit: null })).toBe('Add a rule first.');
  expect(ruleProblem({ field: 'year', op: 'between', value: [1999, 1990] })).toMatch(/above/);
  expect(ruleProblem({ field: 'added', op: 'at_least', value: '' })).toBe('Added needs a value.');
  expect(secondsOf('3:30')).toBe(210);
  expect(secondsOf('3:75')).toBeNull();
  for (const { rules } of templates) expect(rulesProblem(rules)).toBeNull();
});

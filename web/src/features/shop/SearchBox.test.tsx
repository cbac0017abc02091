import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { SuggestionItem } from '@/api/generated';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { SearchBox } from './SearchBox';

const items: SuggestionItem[] = [
  {
    kind: 'artist',
    id: 1,
    title: 'AC/DC',
    subtitle: null,
    image_url: '/a.svg',
    highlight: [{ text: 'AC/DC', hit: true }],
  },
  {
    kind: 'album',
    id: 4,
    title: 'Let There Be Rock',
    subtitle: 'AC/DC',
    image_url: '/b.svg',
    highlight: [{ text: 'Let There Be Rock', hit: false }],
  },
  {
    kind: 'track',
    id: 15,
    title: 'Go Down',
    subtitle: 'AC/DC',
    image_url: '/c.svg',
    highlight: [{ text: 'Go Down', hit: false }],
  },
];

function setUp(shortcuts = true) {
  const requests = serve({ 'GET /api/v1/music/suggest': { body: { items } } });
  const view = renderShop(<SearchBox shortcuts={shortcuts} />);
  const field = screen.getByRole('combobox', { name: 'Search music' });
  return { ...view, requests, field };
}
const selected = () =>
  screen.getAllByRole('option').find((option) => option.ariaSelected === 'true');

async function typed(text = 'acdc') {
  const view = setUp();
  await view.user.type(view.field, text);
  await screen.findByRole('option', { name: /AC\/DC Artist/ });
  return view;
}

test('typing asks once for what was typed and shows suggestions with a way to all results', async () => {
  const { requests } = await typed();
  expect(requests.map((request) => new URL(request.url).searchParams.get('q'))).toEqual(['acdc']);
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'AC/DCArtist',
    'Let There Be RockAlbum · AC/DC',
    'Go DownTrack · AC/DC',
    'All results for “acdc”',
  ]);
});

test('the arrows walk the suggestions round and round while the focus stays in the field', async () => {
  const { user, field } = await typed();
  expect(selected()).toBeUndefined();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(selected()).toHaveTextContent('Let There Be Rock');
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('aria-activedescendant', selected()?.id);
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(selected()).toHaveTextContent('All results');
  await user.keyboard('{ArrowDown}');
  expect(selected()).toHaveTextContent('AC/DC');
});

test('Enter on a suggestion goes to its page', async () => {
  const { user, place, field } = await typed();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
  expect(place.current).toBe('/tracks/15');
  expect(field).toHaveAttribute('aria-expanded', 'false');
});

test('Enter without a choice goes to all results of exactly what was typed', async () => {
  const { user, place } = await typed('ac & dc?');
  await user.keyboard('{Enter}');
  expect(place.current).toBe('/search?q=ac%20%26%20dc%3F');
});

test('a click on a suggestion goes to its page', async () => {
  const { user, place } = await typed();
  await user.click(screen.getByRole('option', { name: /Let There Be Rock/ }));
  expect(place.current).toBe('/albums/4');
});

test('Escape closes the list first and clears the field next', async () => {
  const { user, field } = await typed();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(field).toHaveValue('acdc');
  await user.keyboard('{Escape}');
  expect(field).toHaveValue('');
});

test('Ctrl K and "/" bring the focus here; "/" only while single keys are switched on', async () => {
  const { user, field, unmount } = setUp();
  await user.keyboard('{Control>}k{/Control}');
  expect(field).toHaveFocus();
  act(() => field.blur());
  await user.keyboard('/');
  expect(field).toHaveFocus();
  expect(field).toHaveValue('');
  unmount();

  const off = setUp(false);
  await off.user.keyboard('/');
  expect(off.field).not.toHaveFocus();
});

test('a slash typed into the field is a slash', async () => {
  const { user, field } = setUp();
  await user.type(field, 'ac/dc');
  expect(field).toHaveValue('ac/dc');
});

test('the open list has no accessibility faults', async () => {
  const { container, user } = await typed();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('3 suggestions'));
  expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(4);
  expect(await axe(container)).toHaveNoViolations();
});

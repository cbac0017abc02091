import { act, fireEvent, screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { tracks } from '../../../tests/fixtures';
import { renderShop } from '../../../tests/render';
import { TrackTable } from './TrackTable';

type Props = Partial<Parameters<typeof TrackTable>[0]>;

function show(props: Props = {}) {
  return renderShop(
    <TrackTable
      label="Tracks"
      tracks={tracks(3503)}
      hasMore={false}
      loadMore={() => {}}
      {...props}
    />,
  );
}
const rows = () => screen.getAllByRole('row').slice(1);
const rowOf = (number: number) =>
  screen.getByRole('row', { name: new RegExp(`^Track ${number} by`) });

test('of thousands of rows only those in sight exist, and the grid says how many there are', () => {
  show();
  expect(rows().length).toBeGreaterThan(5);
  expect(rows().length).toBeLessThan(60);
  expect(screen.getByRole('grid', { name: 'Tracks' })).toHaveAttribute('aria-rowcount', '3504');
});

test('one row can be reached by Tab, and the arrows move which one', async () => {
  const { user } = show();
  const reachable = () => rows().filter((row) => row.tabIndex === 0);
  expect(reachable()).toEqual([rowOf(1)]);
  act(() => rowOf(1).focus());
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(rowOf(3)).toHaveFocus();
  expect(reachable()).toEqual([rowOf(3)]);
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
  expect(rowOf(1)).toHaveFocus();
});

test('Enter on a row plays it and lines up the list behind it', async () => {
  const { user, store } = show({ tracks: tracks(5) });
  act(() => rowOf(2).focus());
  await user.keyboard('{Enter}');
  const { player } = store.getState();
  expect(player.queue.map((entry) => entry.trackId)).toEqual([1, 2, 3, 4, 5]);
  expect(player.index).toBe(1);
  expect(screen.getByRole('row', { name: 'Track 2 by Aerosmith, playing' })).toBeInTheDocument();
});

test('playing the row that plays already pauses it', async () => {
  const { user, store } = show({ tracks: tracks(2) });
  await user.click(screen.getByRole('button', { name: 'Play preview of Track 1' }));
  await user.click(screen.getByRole('button', { name: 'Pause preview of Track 1' }));
  expect(store.getState().player).toMatchObject({ index: 0, wantsToPlay: false });
});

test('the price puts the track into the cart, and the row says so', async () => {
  const { user, store } = show({ tracks: tracks(2) });
  await user.click(screen.getByRole('button', { name: '$0.99, buy Track 2' }));
  expect(store.getState().cart.items).toEqual([{ kind: 'track', id: 2 }]);
  expect(within(rowOf(2)).getByRole('button', { name: /In cart: Track 2/ })).toBeInTheDocument();
});

test('the next page is asked for near the end of what is loaded, and only while there is more', () => {
  const asked = jest.fn();
  const { unmount } = show({ tracks: tracks(20), total: 3503, hasMore: true, loadMore: asked });
  expect(asked).toHaveBeenCalled();
  unmount();
  asked.mockClear();
  show({ tracks: tracks(20), loadMore: asked });
  expect(asked).not.toHaveBeenCalled();
});

test('heads say what the list is sorted by; pressing turns it round where the service can', async () => {
  const onSort = jest.fn();
  const { user } = show({ tracks: tracks(3), sorting: { value: 'name', onSort } });
  expect(screen.getByRole('columnheader', { name: 'Title' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  expect(screen.getByRole('columnheader', { name: 'Price' })).toHaveAttribute('aria-sort', 'none');
  await user.click(screen.getByRole('button', { name: 'Title' }));
  await user.click(screen.getByRole('button', { name: 'Artist' }));
  expect(onSort.mock.calls).toEqual([['-name'], ['artist']]);
});

test('keys that belong to the browser, such as Ctrl ↓, are left alone', () => {
  show();
  act(() => rowOf(1).focus());
  fireEvent.keyDown(rowOf(1), { key: 'ArrowDown', ctrlKey: true });
  expect(rowOf(1)).toHaveFocus();
});

test('the table has no accessibility faults', async () => {
  const { container } = show({ tracks: tracks(30) });
  expect(await axe(container)).toHaveNoViolations();
});

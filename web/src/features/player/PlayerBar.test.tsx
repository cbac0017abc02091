import { act, screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { tracks } from '../../../tests/fixtures';
import { renderShop } from '../../../tests/render';
import { PlayerBar } from './PlayerBar';
import { PlayerContext } from './PlayerContext';
import type { PlayerController } from './controller';
import {
  playbackFailed,
  shortcutsSwitched,
  sourceChosen,
  statusChanged,
  tracksPlayed,
} from './playerSlice';
import { playerTrack } from './types';

const calls = { toggle: jest.fn(), previous: jest.fn(), seekBy: jest.fn(), seek: jest.fn() };
const clock = { position: 12, duration: 30, buffered: 30 };
const controller = {
  ...calls,
  engine: { seek: calls.seek, subscribe: () => () => {}, getClock: () => clock },
} as unknown as PlayerController;

beforeEach(() => Object.values(calls).forEach((call) => call.mockClear()));

function setUp(playing = true) {
  const view = renderShop(
    <PlayerContext value={controller}>
      <PlayerBar />
      <input aria-label="Elsewhere" />
    </PlayerContext>,
  );
  if (playing) act(() => void view.store.dispatch(tracksPlayed(tracks(3).map(playerTrack))));
  return view;
}
const bar = () => screen.getByRole('region', { name: 'Player' });

test('with nothing to play it says what to do, and its buttons are off', () => {
  setUp(false);
  expect(bar()).toHaveTextContent('Press play on anything to listen.');
  expect(screen.getByRole('button', { name: 'Next track' })).toBeDisabled();
});

test('it shows what plays, with ways to the album and the artist', () => {
  setUp();
  expect(within(bar()).getByRole('link', { name: 'Track 1' })).toHaveAttribute('href', '/albums/1');
  expect(within(bar()).getByRole('link', { name: 'Aerosmith' })).toHaveAttribute(
    'href',
    '/artists/3',
  );
});

test('a preview is marked as one, a whole track is not', () => {
  const { store } = setUp();
  act(() => void store.dispatch(sourceChosen('preview')));
  expect(within(bar()).getByText('Preview')).toBeInTheDocument();
  act(() => void store.dispatch(sourceChosen('full')));
  expect(within(bar()).queryByText('Preview')).not.toBeInTheDocument();
});

test('a failure and a refusal to start are said out loud', () => {
  const { store } = setUp();
  act(() => void store.dispatch(statusChanged('blocked')));
  expect(screen.getByRole('alert')).toHaveTextContent('press play to start');
  act(() => void store.dispatch(playbackFailed('“Track 1” could not be played.')));
  expect(screen.getByRole('alert')).toHaveTextContent('could not be played');
});

test('single keys work the player, but not while somebody types', async () => {
  const { user, store } = setUp();
  await user.keyboard('k');
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await user.keyboard('n');
  await user.keyboard('m');
  expect(calls.toggle).toHaveBeenCalledTimes(1);
  expect(calls.seekBy).toHaveBeenCalledWith(10);
  expect(store.getState().player).toMatchObject({ index: 1, muted: true });

  await user.type(screen.getByLabelText('Elsewhere'), 'kn?');
  expect(calls.toggle).toHaveBeenCalledTimes(1);
  expect(store.getState().player.index).toBe(1);
});

test('space on a button presses the button, not the player', async () => {
  const { user } = setUp();
  screen.getByRole('button', { name: 'Mute' }).focus();
  await user.keyboard(' ');
  expect(calls.toggle).not.toHaveBeenCalled();
});

test('switched off, single keys do nothing', async () => {
  const { user, store } = setUp();
  act(() => void store.dispatch(shortcutsSwitched(false)));
  await user.keyboard('kn?');
  expect(calls.toggle).not.toHaveBeenCalled();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('"?" opens the help, where the keys can be switched off', async () => {
  const { user, store } = setUp();
  await user.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  await user.click(within(dialog).getByRole('checkbox', { name: 'Use single-key shortcuts' }));
  expect(store.getState().player.shortcuts).toBe(false);
});

test('the queue shows all of it; entries are moved, removed and brought back by buttons', async () => {
  const { user, store } = setUp();
  await user.click(screen.getByRole('button', { name: 'Queue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Queue' });
  const order = () => store.getState().player.queue.map((entry) => entry.trackId);
  await user.click(within(dialog).getByRole('button', { name: 'Move Track 3 up' }));
  expect(order()).toEqual([1, 3, 2]);
  await user.click(within(dialog).getByRole('button', { name: 'Remove Track 2' }));
  expect(order()).toEqual([1, 3]);
  await user.click(within(dialog).getByRole('button', { name: 'Undo' }));
  expect(order()).toEqual([1, 3, 2]);
  await user.click(within(dialog).getByRole('button', { name: 'Play Track 2' }));
  expect(store.getState().player.index).toBe(2);
  expect(await axe(dialog)).toHaveNoViolations();
});

test('the position is spoken in words', () => {
  setUp();
  expect(screen.getByRole('slider', { name: 'Position' })).toHaveAttribute(
    'aria-valuetext',
    '12 seconds of 30 seconds',
  );
});

test('the bar has no accessibility faults', async () => {
  const { container, store } = setUp();
  act(() => void store.dispatch(sourceChosen('preview')));
  expect(await axe(container)).toHaveNoViolations();
});

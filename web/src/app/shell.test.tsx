import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { useState } from 'react';
import { Link, Route, Routes } from 'react-router';
import { usePageTitle } from '@/lib/page';
import { toasted } from '@/ui/toastSlice';
import { renderShop } from '../../tests/render';
import { serve } from '../../tests/service';
import { ErrorBoundary } from './ErrorBoundary';
import { Shell } from './Shell';

function First() {
  usePageTitle('First');
  return <Link to="/second">Go on</Link>;
}
function Second() {
  usePageTitle('Second');
  return <h1>The second page</h1>;
}
function Breaks() {
  const [broken, setBroken] = useState(false);
  if (broken) throw new Error('boom');
  return (
    <button type="button" onClick={() => setBroken(true)}>
      Break
    </button>
  );
}

function open(at = '/first') {
  serve({ 'GET /config.json': { body: { shop_name: 'Chinook', demo: false, demo_accounts: [] } } });
  return renderShop(
    <Shell>
      <ErrorBoundary>
        <Routes>
          <Route path="/" element={<First />} />
          <Route path="/first" element={<First />} />
          <Route path="/second" element={<Second />} />
          <Route path="/breaks" element={<Breaks />} />
        </Routes>
      </ErrorBoundary>
    </Shell>,
    { at },
  );
}

test('going to another page moves the focus to it and speaks its title', async () => {
  const { user } = open();
  await user.click(screen.getByRole('link', { name: 'Go on' }));
  expect(screen.getByRole('main')).toHaveFocus();
  await waitFor(() => expect(screen.getByText('Second · Chinook')).toBeInTheDocument());
});

test('a page that breaks leaves header and player, and another page works again', async () => {
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => {});
  const { user } = open('/breaks');
  await user.click(screen.getByRole('button', { name: 'Break' }));
  expect(screen.getByRole('alert')).toHaveTextContent('This page skipped');
  expect(screen.getByRole('region', { name: 'Player' })).toBeInTheDocument();
  await user.click(within(screen.getByRole('alert')).getByRole('link', { name: 'Go to the shop' }));
  expect(screen.getByRole('link', { name: 'Go on' })).toBeInTheDocument();
  quiet.mockRestore();
});

test('messages can be acted on and dismissed', async () => {
  const { user, store } = open();
  act(() => {
    store.dispatch(
      toasted({ message: 'Gone.', action: { label: 'Undo', action: { type: 'test/undone' } } }),
    );
  });
  const box = screen.getByRole('status', { name: 'Messages' });
  expect(box).toHaveTextContent('Gone.');
  await user.click(within(box).getByRole('button', { name: 'Undo' }));
  expect(box).toBeEmptyDOMElement();
  act(() => void store.dispatch(toasted({ message: 'Saved.' })));
  await user.click(within(box).getByRole('button', { name: 'Dismiss' }));
  expect(store.getState().toasts).toEqual([]);
});

test('the colours are chosen and remembered', async () => {
  const { user } = open();
  await user.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(localStorage.getItem('chinook.theme')).toBe('dark');
  await user.click(screen.getByRole('radio', { name: 'System' }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
  expect(localStorage.getItem('chinook.theme')).toBeNull();
});

test('the frame has no accessibility faults', async () => {
  const { container } = open();
  // Of the two navigations one is shown, by the width of the window, which jsdom does not have.
  const options = { rules: { 'landmark-unique': { enabled: false } } };
  expect(await axe(container, options)).toHaveNoViolations();
});

import { act, screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { lastAccount, signedIn, signedOut } from '@/api/session';
import { makeStore } from '@/app/store';
import { allEdits, forgetEdits, keepEdit, openEdits } from '@/features/library/edits';
import { luis, signedInAnswer } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { aSong } from '../../../tests/songs';
import { setConnection } from './connection';
import { startOffline } from './offline';
import OfflineBanner from './OfflineBanner';

beforeEach(() => {
  forgetEdits();
  setConnection({ offline: false, newer: null });
});

test('the banner says what works without a connection, and what waits', async () => {
  const { container } = renderShop(<OfflineBanner />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  act(() => setConnection({ offline: true }));
  expect(screen.getByText(/reading works, changes are sent when you are back\.$/)).toBeVisible();
  act(() => keepEdit(aSong(1), { rating: 8 }));
  expect(screen.getByText(/1 song to send\.$/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
});

test('a collision leads to its choice, a new version to a reload that is asked for', async () => {
  const posted = jest.fn();
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { addEventListener: () => {} },
  });
  const { user } = renderShop(<OfflineBanner />);
  act(() => keepEdit(aSong(1), { rating: 8 }, aSong(1, { rating: 2, version: 3 })));
  expect(screen.getByRole('link', { name: 'Choose' })).toHaveAttribute(
    'href',
    '/library?edit=conflict',
  );
  act(() => setConnection({ newer: { postMessage: posted } as unknown as ServiceWorker }));
  await user.click(screen.getByRole('button', { name: 'Reload' }));
  expect(posted).toHaveBeenCalledWith('take-over');
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: undefined });
});

test('what waits is sent at sign-in; who signs out leaves neither it nor a name', async () => {
  const requests = serve({
    'PATCH /api/v1/library/songs/song-1': { body: aSong(1, { version: 2, rating: 8 }) },
  });
  openEdits(luis.id);
  keepEdit(aSong(1), { rating: 8 });
  const store = makeStore();
  startOffline(store);
  act(() => void store.dispatch(signedIn(signedInAnswer, Date.now())));
  expect(lastAccount.get()).toEqual(luis);
  await act(() => new Promise((resolve) => setTimeout(resolve, 200)));
  expect(requests.map(({ method }) => method)).toEqual(['PATCH']);
  expect(store.getState().toasts.map(({ message }) => message)).toEqual([
    '1 song changed offline: sent.',
  ]);
  keepEdit(aSong(2), { rating: 2 });
  act(() => void store.dispatch(signedOut({ expired: false })));
  expect(lastAccount.get()).toBeNull();
  expect(allEdits()).toEqual([]);
  expect(Object.keys(localStorage).filter((key) => key.includes('edits'))).toEqual([]);
});

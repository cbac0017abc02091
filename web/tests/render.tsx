import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, type ReactElement } from 'react';
import { Provider } from 'react-redux';
import { MemoryRouter, useLocation, type MemoryRouterProps } from 'react-router';
import { makeStore, type RootState } from '@/app/store';

type InitialEntry = NonNullable<MemoryRouterProps['initialEntries']>[number];

/** Renders something of the shop with a store and a router of its own. */
export function renderShop(
  ui: ReactElement,
  options: { at?: InitialEntry; state?: Partial<RootState> } = {},
) {
  const store = makeStore(options.state);
  const place = { current: '' };
  function Place() {
    const { pathname, search } = useLocation();
    useEffect(() => {
      place.current = pathname + search;
    });
    return null;
  }
  const view = render(
    <Provider store={store}>
      <MemoryRouter initialEntries={[options.at ?? '/']}>
        {ui}
        <Place />
      </MemoryRouter>
    </Provider>,
  );
  return { ...view, store, place, user: userEvent.setup() };
}

import { act, render, screen } from '@testing-library/react';
import { onDemand } from './onDemand';

const Hello = ({ name }: { name: string }) => <p>Hello {name}</p>;

test('what is loaded on demand is fetched a moment after its page, and is there when asked for', async () => {
  jest.useFakeTimers();
  const load = jest.fn(() => Promise.resolve({ default: Hello }));
  const Part = onDemand(load);
  const { rerender } = render(<Part asked={false} name="Luís" />);
  expect(load).not.toHaveBeenCalled();
  act(() => void jest.advanceTimersByTime(1000));
  expect(load).toHaveBeenCalledTimes(1);
  rerender(<Part asked name="Luís" />);
  expect(await screen.findByText('Hello Luís')).toBeVisible();
  rerender(<Part asked={false} name="Luís" />);
  expect(screen.queryByText('Hello Luís')).not.toBeInTheDocument();
  jest.useRealTimers();
});

test('a page that is left at once fetches nothing more', () => {
  jest.useFakeTimers();
  const load = jest.fn(() => Promise.resolve({ default: Hello }));
  const Part = onDemand(load);
  render(<Part asked={false} name="Luís" />).unmount();
  jest.advanceTimersByTime(1000);
  expect(load).not.toHaveBeenCalled();
  jest.useRealTimers();
});

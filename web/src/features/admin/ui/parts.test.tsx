import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Field, Form, Formik } from 'formik';
import { axe } from 'jest-axe';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { Dialog } from '@/ui/Dialog';
import { problem } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import { BarList } from './BarList';
import { Chart } from './Chart';
import { ConfirmDialog } from './ConfirmDialog';
import { CountryPicker } from './CountryPicker';
import { CsvButton } from './CsvButton';
import { spans, spanWords } from './days';
import { localOf, momentOf, MoneyField } from './fields';
import { useFormBasis } from './useFormBasis';
import { centsOf, moneyText } from './moneyText';
import { StatCard } from './StatCard';
import { StateBadge } from './StateBadge';
import { ticks } from './ticks';
import { Timeline } from './Timeline';

test.each([
  ['9.99', 999],
  ['9,9', 990],
  ['$12', 1200],
  ['0.1', 10],
  ['-3.05', -305],
  ['1 234.50', 123450],
  ['.50', 50],
  ['-.5', -50],
  ['−3.05', -305],
  ['$-3.05', -305],
  ['-$3.05', -305],
  ['.', null],
  ['$', null],
  ['--1', null],
  ['', null],
  ['12.345', null],
  ['nine', null],
])('%p is %p cents', (text, cents) => expect(centsOf(text)).toBe(cents));

test('cents become text and come back, without a float between', () => {
  for (const cents of [0, 5, 99, 100, 1999, 232860, -105])
    expect(centsOf(moneyText(cents))).toBe(cents);
  expect(moneyText(null)).toBe('');
});

test('the ticks of an axis are round, hold every value and are few', () => {
  expect(ticks(0, 4996, 4)).toEqual([0, 2000, 4000, 6000]);
  expect(ticks(0, 0, 4)).toEqual([0, 1]);
  expect(ticks(0, 3, 4)).toEqual([0, 1, 2, 3]);
  expect(ticks(-120, 300, 4)[0]).toBeLessThanOrEqual(-120);
});

test('spans of days end today and know months of any length', () => {
  const named = Object.fromEntries(spans('2024-03-15').map(({ label, span }) => [label, span]));
  expect(named['Last 7 days']).toEqual({ from: '2024-03-09', to: '2024-03-15' });
  expect(named['Last month']).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(spans('2024-01-10').find(({ label }) => label === 'Last month')?.span).toEqual({
    from: '2023-12-01',
    to: '2023-12-31',
  });
  expect(spanWords('2024-01-01', '2024-01-31')).toBe('Jan 1, 2024 – Jan 31, 2024');
  expect(spanWords(undefined, '2024-01-31')).toBe('until Jan 31, 2024');
});

test('a local moment goes to UTC and back', () => {
  expect(localOf(momentOf('2026-01-31T09:00'))).toBe('2026-01-31T09:00');
  expect(momentOf('')).toBeNull();
  expect(momentOf('soon')).toBeNull();
});

const points = [
  { label: 'Jan 1', title: 'January 1, 2026', values: [100, 80] },
  { label: 'Jan 2', title: 'January 2, 2026', values: [250, null] },
  { label: 'Jan 3', title: 'January 3, 2026', values: [0, 90] },
];
const cents = (value: number) => `$${moneyText(value)}`;

test('a chart is walked through by the arrow keys, and every value is in its table', async () => {
  const user = userEvent.setup();
  const { container } = render(
    <Chart
      label="Net sales per day"
      points={points}
      series={[{ name: 'Now' }, { name: 'Before', tone: 'muted' }]}
      format={cents}
      zone="UTC"
      head="Day"
    />,
  );
  expect(await axe(container)).toHaveNoViolations();
  const table = screen.getByRole('table', { name: 'Net sales per day' });
  expect(within(table).getByRole('row', { name: 'January 2, 2026 $2.50 —' })).toBeInTheDocument();
  expect(screen.getByText('Times in UTC')).toBeVisible();
  screen.getByRole('group', { name: /Net sales per day/ }).focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  const said = container.querySelector('[aria-live]');
  expect(said).toHaveTextContent('January 2, 2026: Now $2.50, Before none');
  await user.keyboard('{End}');
  expect(said).toHaveTextContent('January 3, 2026: Now $0.00, Before $0.90');
  await user.click(screen.getByRole('button', { name: 'Show as a table' }));
  expect(screen.getByRole('button', { name: 'Hide the table' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('every value that there is gets its bar, and its place on the line', () => {
  const draw = (kind: 'bars' | 'line') =>
    render(
      <Chart
        label={kind}
        kind={kind}
        points={points}
        series={[{ name: 'Orders' }]}
        format={String}
      />,
    ).container;
  expect(draw('bars').querySelectorAll('svg rect')).toHaveLength(3);
  expect(draw('line').querySelector('svg path')?.getAttribute('d')?.split('L')).toHaveLength(3);
});

test('a figure says how it compares, in words too, and what it means on demand', async () => {
  const user = userEvent.setup();
  const { container, rerender } = render(
    <StatCard
      label="Refunds"
      value="$30.00"
      now={3000}
      before={2000}
      beforeText="$20.00"
      better="down"
      about="Money given back."
    />,
  );
  expect(screen.getByText('up', { exact: false })).toHaveTextContent('up');
  expect(container).toHaveTextContent('50%');
  expect(container.querySelector('.text-bad')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'What Refunds means' }));
  expect(screen.getByText(/Money given back/)).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
  rerender(<StatCard label="Refunds" value="$30.00" now={3000} before={0} about="…" />);
  expect(container).toHaveTextContent('Nothing before to compare');
});

test('bars that lie are a list with links and values', () => {
  render(
    <MemoryRouter>
      <BarList
        label="By country"
        rows={[{ key: 'US', label: 'United States', value: 52306, note: '91 orders', to: '/x' }]}
        format={cents}
      />
    </MemoryRouter>,
  );
  expect(screen.getByRole('listitem')).toHaveTextContent('United States · 91 orders$523.06');
});

test('a dangerous thing waits for its reason and stays open with what went wrong', async () => {
  const user = userEvent.setup();
  const said: string[] = [];
  let fails = true;
  const onClose = jest.fn();
  render(
    <ConfirmDialog
      title="Withdraw “Jagged Little Pill”?"
      confirm="Withdraw the album"
      danger
      reason="required"
      onClose={onClose}
      onConfirm={async (reason) => {
        said.push(reason);
        const { status, body } = problem(409, 'stale', {
          detail: 'Somebody changed it meanwhile.',
        });
        // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error
        if (fails) throw { status, data: body };
      }}
    />,
  );
  const button = screen.getByRole('button', { name: 'Withdraw the album' });
  expect(button).toBeDisabled();
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), ' rights ended ');
  await user.click(button);
  expect(await screen.findByText('Somebody changed it meanwhile.')).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
  fails = false;
  await user.click(button);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(said).toEqual(['rights ended', 'rights ended']);
});

test('countries are found by name, added in order, and taken away', async () => {
  const user = userEvent.setup();
  function Territories() {
    const [codes, setCodes] = useState(['NO']);
    return (
      <>
        <CountryPicker label="Countries" value={codes} onChange={setCodes} />
        <output>{codes.join()}</output>
      </>
    );
  }
  const { container } = render(<Territories />);
  await user.type(screen.getByRole('searchbox', { name: 'Countries' }), 'braz{Enter}');
  expect(container.querySelector('output')).toHaveTextContent('BR,NO');
  await user.click(screen.getByRole('button', { name: 'Take away Norway' }));
  expect(container.querySelector('output')).toHaveTextContent('BR');
  expect(await axe(container)).toHaveNoViolations();
});

test('CSV is asked for with the filter of the list and the token of who asks', async () => {
  const requests = serve({
    'GET /api/v1/admin/orders/export.csv': problem(403, 'forbidden', {
      detail: 'Not for your role.',
    }),
  });
  const { user, store } = renderShop(
    <CsvButton
      url="/api/v1/admin/orders/export.csv"
      params={{ status: 'paid', q: '', sort: '-total' }}
      filename="orders.csv"
    />,
    { state: asStaff('it') },
  );
  await user.click(screen.getByRole('button', { name: /orders.csv/ }));
  await waitFor(() => expect(store.getState().toasts[0]?.message).toContain('Not for your role.'));
  expect(requests[0]?.url).toMatch(/export\.csv\?status=paid&sort=-total$/);
  expect(requests[0]?.headers.get('authorization')).toBe('Bearer token');
});

test('fields, badges and a timeline have no accessibility fault', async () => {
  const { container } = render(
    <Formik initialValues={{ price: '9.99' }} onSubmit={() => {}}>
      <>
        <MoneyField name="price" label="Price" hint="What a customer pays." />
        <StateBadge state="partially_refunded" />
        <StateBadge state="never_heard_of" />
        <Timeline
          label="What happened"
          events={[{ id: '1', at: '2026-01-01T10:00:00Z', title: 'Paid', by: 'Luís' }]}
        />
      </>
    </Formik>,
  );
  expect(screen.getByText('Partly refunded')).toBeVisible();
  expect(screen.getByText('Never heard of')).toBeVisible();
  fireEvent.change(screen.getByRole('textbox', { name: 'Price' }), { target: { value: '1' } });
  expect(await axe(container)).toHaveNoViolations();
});

function Edited({ name, version }: { name: string; version: number }) {
  const basis = useFormBasis({ name }, version);
  return (
    <Formik {...basis.formik} onSubmit={() => {}}>
      <Form>
        <Field name="name" aria-label="Name" />
        <button type="reset">Undo</button>
        <output>{basis.version}</output>
      </Form>
    </Formik>
  );
}

test('what is half typed outlives a newer version, and belongs to it unless the field changed', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Edited name="Ebb" version={1} />);
  const name = screen.getByLabelText('Name');
  rerender(<Edited name="Flow" version={2} />);
  expect(name).toHaveValue('Flow');
  await user.type(name, 'ing');
  rerender(<Edited name="Flow" version={3} />);
  expect(name).toHaveValue('Flowing');
  expect(screen.getByRole('status')).toHaveTextContent('3');
  rerender(<Edited name="Tide" version={4} />);
  expect(name).toHaveValue('Flowing');
  expect(screen.getByRole('status')).toHaveTextContent('3');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(name).toHaveValue('Tide');
  expect(screen.getByRole('status')).toHaveTextContent('4');
  // Saved: what comes back is what was typed.
  await user.type(name, 's');
  rerender(<Edited name="Tides" version={5} />);
  expect(screen.getByRole('status')).toHaveTextContent('5');
});

test('a dialog closes by a press outside, unless it began inside or shows something once', async () => {
  const user = userEvent.setup();
  const closed = jest.fn();
  const shown = (keepOpen: boolean) => (
    <Dialog open keepOpen={keepOpen} title="Codes" onClose={closed}>
      <p>ABCD</p>
    </Dialog>
  );
  const { rerender } = render(shown(false));
  const dialog = screen.getByRole('dialog');
  await user.pointer([
    { keys: '[MouseLeft>]', target: screen.getByText('ABCD') },
    { keys: '[/MouseLeft]', target: dialog },
  ]);
  fireEvent.click(dialog);
  expect(closed).not.toHaveBeenCalled();
  await user.click(dialog);
  expect(closed).toHaveBeenCalledTimes(1);
  rerender(shown(true));
  await user.click(dialog);
  expect(closed).toHaveBeenCalledTimes(1);
});

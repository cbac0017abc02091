import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { OrderDesk } from '@/api/generatedAdmin';
import { Toasts } from '@/ui/Toasts';
import { order, problem, usd } from '../../../../tests/people';
import { renderShop } from '../../../../tests/render';
import { serve } from '../../../../tests/service';
import { asStaff } from '../../../../tests/staff';
import { bodyFilter } from './OrdersBulk';
import { RefundDialog } from './RefundDialog';

const desk = {
  order,
  customer: { id: 1, name: 'Luís Gonçalves', email: 'luisg@embraer.com.br' },
  source: 'shop',
  lines: order.lines.map((line, index) => ({
    line_id: line.id,
    price: line.unit_price,
    refunded: usd(index === 0 ? 100 : 0),
    refundable: usd(line.unit_price.amount - (index === 0 ? 100 : 0)),
    tracks: 1,
    granted: 1,
    taken_back: 0,
  })),
  payments: [],
  refunds: [],
  refundable: usd(500),
  downloads: [],
  notes: [],
  tickets: [],
} as unknown as OrderDesk;
const path = `POST /api/v1/admin/orders/${order.id}/refunds`;

const open = () =>
  renderShop(
    <>
      <RefundDialog desk={desk} onClose={() => {}} />
      <Toasts />
    </>,
    { at: '/admin/orders', state: asStaff('support_agent') },
  );

test('the chosen lines go back with what is left of them, under one key for every try', async () => {
  const requests = serve({ [path]: problem(503, 'busy', { detail: 'Try again.' }) });
  const { user, container } = open();
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getAllByRole('checkbox')[0]!);
  await user.click(screen.getByRole('button', { name: /^Refund \$/ }));
  expect(await screen.findAllByText('Write why: the customer reads it.')).not.toHaveLength(0);
  await user.type(screen.getByLabelText('Reason'), 'Scratched');
  await user.click(screen.getByRole('button', { name: /^Refund \$/ }));
  await screen.findByText(/Try again/);
  await user.click(screen.getByRole('button', { name: /^Refund \$/ }));
  await waitFor(() => expect(requests).toHaveLength(2));
  const left = (order.lines[0]?.unit_price.amount ?? 0) - 100;
  expect(await requests[0]?.json()).toEqual({
    amount: usd(left),
    lines: [{ line_id: order.lines[0]?.id, amount: usd(left) }],
    reason: 'Scratched',
  });
  expect(requests[0]?.headers.get('idempotency-key')).toBe(
    requests[1]?.headers.get('idempotency-key'),
  );
});

test('a refund that failed is not told as sent, and is tried again under a new key', async () => {
  const failed = { id: 'r', state: 'failed', problem: 'The card is closed.', created_at: '2026' };
  const requests = serve({ [path]: { status: 201, body: { ...desk, refunds: [failed] } } });
  const { user } = open();
  await user.click(screen.getByRole('radio', { name: /^All that is left/ }));
  await user.type(screen.getByLabelText('Reason'), 'Scratched');
  const send = screen.getByRole('button', { name: /^Refund \$/ });
  await user.click(send);
  expect(await screen.findByText(/The card is closed/)).toBeVisible();
  expect(screen.queryByText(/goes back to the customer/)).toBeNull();
  await user.click(send);
  await waitFor(() => expect(requests).toHaveLength(2));
  const [first, second] = requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(first).not.toBe(second);
});

test('no more than what is left can be typed', async () => {
  const requests = serve({});
  const { user } = open();
  await user.click(screen.getByRole('radio', { name: /^A sum/ }));
  await user.type(screen.getByLabelText('Sum'), '5.01');
  await user.type(screen.getByLabelText('Reason'), 'Too much');
  await user.click(screen.getByRole('button', { name: /^Refund/ }));
  expect(await screen.findAllByText('At most 5.00 can go back.')).not.toHaveLength(0);
  expect(requests).toHaveLength(0);
});

test('the filter of the address becomes the filter of a body', () => {
  expect(
    bodyFilter({ status: 'paid', total_min: '100', customer: '7', newsletter: 'false', q: '7' }),
  ).toEqual({ status: 'paid', total_min: 100, customer: 7, newsletter: false, q: '7' });
});

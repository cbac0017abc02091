import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import type { OrderDesk } from '@/api/generatedAdmin';
import { order, usd } from '../../../tests/people';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import { asStaff } from '../../../tests/staff';
import { RefundDialog } from './orders/RefundDialog';
import DownloadCodesPage from './promotions/DownloadCodesPage';
import EditPromotionPage from './promotions/EditPromotionPage';
import GiftCardsPage from './promotions/GiftCardsPage';
import TaxRatesPage from './promotions/TaxRatesPage';
import { RoyaltyRates } from './reports/RoyaltyRates';
import { InviteForm } from './staff/InviteForm';
import { NewTicketDialog } from './support/NewTicketDialog';
import KeysPage from './system/KeysPage';
import SettingsPage from './system/SettingsPage';
import WebhooksPage from './system/WebhooksPage';

const desk = {
  order,
  lines: order.lines.map(({ id, unit_price }) => ({ line_id: id, refundable: unit_price })),
  refunds: [],
  refundable: usd(500),
} as unknown as OrderDesk;
const settings = { shop_name: 'Chinook', seller_address: [], order_minutes: 30 };
const press = (name: string | RegExp) => (user: UserEvent) =>
  screen.findByRole('button', { name }).then((button) => user.click(button));

/** What is rendered, how its form is reached and spoilt, the button that sends, how many faults. */
type Case = [string, ReactElement, ((user: UserEvent) => Promise<void>)[], string | RegExp, number];
const nothing = () => {};
const forms: Case[] = [
  [
    'endpoints of webhooks',
    <WebhooksPage key="" />,
    [
      press('Add an endpoint'),
      (user) => user.click(screen.getByRole('checkbox', { name: 'An order was paid' })),
    ],
    'Add it',
    2,
  ],
  [
    'keys of partners',
    <KeysPage key="" />,
    [
      press('Make a key'),
      (user) => user.click(screen.getByRole('checkbox', { name: 'Read the catalogue' })),
      (user) => user.clear(screen.getByLabelText('Requests a minute')),
    ],
    'Make the key',
    3,
  ],
  [
    'download codes',
    <DownloadCodesPage key="" />,
    [press('Make codes'), (user) => user.clear(screen.getByLabelText('How many codes'))],
    'Make the codes',
    3,
  ],
  ['refunds', <RefundDialog key="" desk={desk} onClose={nothing} />, [], 'Refund', 2],
  [
    'promotions',
    <EditPromotionPage key="" />,
    [
      (user) =>
        user.clear(screen.getByLabelText('Percent off', { selector: 'input[name=percent]' })),
      (user) => user.type(screen.getByLabelText(/^Uses in all/), 'many'),
    ],
    'Make the promotion',
    4,
  ],
  [
    'gift cards',
    <GiftCardsPage key="" />,
    [press('Issue a gift card'), (user) => user.clear(screen.getByLabelText('Amount'))],
    'Issue the card',
    1,
  ],
  ['tax rates', <TaxRatesPage key="" />, [press('Add a rate')], 'Add the rate', 3],
  [
    'royalties',
    <RoyaltyRates key="" />,
    [press('Give an artist their own rate')],
    'Set the rate',
    2,
  ],
  [
    'invitations',
    <InviteForm key="" members={[]} onDone={nothing} />,
    [],
    'Send the invitation',
    4,
  ],
  [
    'tickets',
    <NewTicketDialog key="" customerId={1} name="Luís" onClose={nothing} />,
    [],
    'Send',
    2,
  ],
  [
    'settings',
    <SettingsPage key="" />,
    [
      async (user) => user.clear(await screen.findByLabelText('Name of the shop')),
      (user) => user.clear(screen.getByLabelText(/^Minutes an order waits/)),
    ],
    'Save',
    2,
  ],
];

test.each(forms)('each fault of %s leads to its field', async (_name, form, steps, send, count) => {
  serve({ 'GET /api/v1/admin/settings': { body: { saved: settings, in_force: settings } } });
  const { user } = renderShop(form, { at: '/admin', state: asStaff('general_manager') });
  for (const step of steps) {
    // One after another, as hands do it.
    // oxlint-disable-next-line no-await-in-loop
    await step(user);
  }
  await press(send)(user);
  const summary = await waitFor(() => {
    const link = screen.getAllByRole('link').find((one) => one.closest('[role=alert]'));
    return link!.closest<HTMLElement>('[role=alert]')!;
  });
  const links = within(summary).getAllByRole('link');
  expect(links).toHaveLength(count);
  for (const link of links) {
    // oxlint-disable-next-line no-await-in-loop
    await user.click(link);
    const control = document.activeElement;
    expect(control).not.toBe(link);
    expect(summary.closest('form')).toContainElement(control as HTMLElement);
    const described = control!.closest('fieldset[aria-describedby], [aria-describedby]');
    expect(described).toHaveAccessibleDescription(new RegExp(`${link.textContent}$`));
  }
});

test('a form over a page has ids of its own', () => {
  serve({});
  renderShop(
    <>
      <NewTicketDialog customerId={1} name="Luís" onClose={nothing} />
      <NewTicketDialog customerId={2} name="Leonie" onClose={nothing} />
    </>,
    { at: '/admin', state: asStaff('general_manager') },
  );
  const subjects = screen.getAllByLabelText('Subject');
  expect(new Set(subjects.map(({ id }) => id)).size).toBe(2);
});

// A manager makes a code, a gift card and download codes; a customer uses each of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  openBrowser,
  payWith,
  refused,
  signIn,
  signInStaff,
  unexpected,
  until,
  visit,
  walk,
} from './browser.mjs';
import { inspect, officeViews } from './inspect.mjs';
import { subjectsTo } from './mail.mjs';

let browser;
let manager;
let customer;
const code = `E2E${Date.now() % 1_000_000}`;
const friend = `friend.${Date.now()}@example.com`;
let promotionUrl;
let giftCode;
let downloadCodes;
let orderNumber;

const step = walk();

before(async () => {
  browser = await openBrowser();
  manager = await visit(browser, { viewport: { width: 1440, height: 900 } });
  customer = await visit(browser);
});
after(() => browser?.close());

const sum = (page, name) => page.locator(`dt:text-is("${name}") + dd`).first().innerText();

step('a manager makes a code and sees what it would do before it does', async () => {
  const { page } = manager;
  await signInStaff(page, 'Sales manager');
  await page.goto('/admin/promotions');
  await page.getByRole('link', { name: 'New promotion' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Twenty for rock');
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
  await page.getByLabel('Percent off', { exact: true }).last().fill('20');
  await page.getByRole('searchbox', { name: 'Only for' }).fill('AC/DC');
  await page.getByRole('button', { name: /^AC\/DC Artist/ }).click();
  await page.getByText('It is for 18 tracks on 2 albums.').waitFor();
  assert.match(await sum(page, 'Taken off'), /^−\$\d/);
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: 'Make the promotion' }).click();
  await page.getByRole('heading', { level: 1, name: 'Twenty for rock' }).waitFor();
  await page.getByText('Not used yet').waitFor();
  promotionUrl = page.url();
});

step('a customer uses it, and pays what was shown', async () => {
  const { page } = customer;
  await signIn(page, await demoCustomer());
  await page.goto('/albums/4'); // Let There Be Rock
  await page
    .getByRole('button', { name: /^Buy (for|the rest)/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cart, 1 item' }).waitFor();
  await page.goto('/checkout');
  const before = await sum(page, 'Total');
  await page.getByLabel('Promotion code or gift card').fill('NO-SUCH-CODE');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('alert').getByText('There is no such code').waitFor();
  await page.getByLabel('Promotion code or gift card').fill(` ${code} `);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('list', { name: 'Entered codes' }).getByText(code).waitFor();
  const total = await sum(page, 'Total');
  const cents = (text) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);
  assert.equal(cents(total), cents(before) - Math.round(cents(before) * 0.2));
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: `Pay ${total}` }).click();
  await payWith(page, '4242 4242 4242 4242');
  await page.getByRole('heading', { name: 'Thank you. It is yours.' }).waitFor();
  await page.getByRole('link', { name: 'order and invoice' }).click();
  await page.getByText(`Twenty for rock (${code})`).waitFor();
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  orderNumber = heading.replace('Order ', '');
  await page.getByRole('link', { name: 'Invoice' }).click();
  await page.getByRole('row', { name: /Twenty for rock/ }).waitFor();
});

step('the promotion shows the order', async () => {
  const { page } = manager;
  await page.goto(promotionUrl);
  await page.getByRole('row', { name: new RegExp(orderNumber) }).waitFor();
  await page.getByText('Used', { exact: true }).first().waitFor();
  const editing = `${new URL(promotionUrl).pathname}/edit`;
  assert.deepEqual(await inspect(manager, editing, 'manager', officeViews), []);
});

step('the manager issues a gift card and makes download codes, which are shown once', async () => {
  const { page } = manager;
  await page.goto('/admin/gift-cards');
  await page.getByRole('button', { name: 'Issue a gift card' }).click();
  await page.getByLabel('Amount').fill('0.50');
  await page.getByLabel(/^Mail address/).fill(friend);
  await page.getByRole('button', { name: 'Issue the card' }).click();
  const shown = page.getByText(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
  giftCode = await shown.innerText();
  await until(
    () => subjectsTo(friend).some((subject) => subject.includes('A gift card')),
    'the gift card is mailed',
    300_000, // a shop that was just opened follows up five years of orders first
  );
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row', { name: new RegExp(giftCode.slice(-4)) }).waitFor();

  await page.goto('/admin/download-codes');
  await page.getByRole('button', { name: 'Make codes' }).click();
  await page.getByLabel('Name of the batch').fill('Vinyl edition');
  await page.getByRole('searchbox', { name: 'What each code brings' }).fill('Balls to the Wall');
  await page
    .getByRole('button', { name: /Balls to the Wall Album/ })
    .first()
    .click();
  await page.getByLabel('How many codes').fill('3');
  await page.getByRole('button', { name: 'Make the codes' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const rows = readFileSync(await file.path(), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n');
  assert.equal(rows[0], 'code');
  downloadCodes = rows.slice(1);
  assert.equal(new Set(downloadCodes).size, 3);
  await page.getByRole('button', { name: 'Done' }).click();
  await page
    .getByRole('row', { name: /Vinyl edition/ })
    .getByText('0 of 3')
    .waitFor();
});

step('a download code is redeemed once', async () => {
  const { page } = customer;
  await page.goto('/redeem');
  await page.getByLabel('Your code').waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByLabel('Your code').fill(downloadCodes[0].toLowerCase());
  await page.getByRole('button', { name: 'Redeem', exact: true }).click();
  await page.getByRole('heading', { name: 'It is yours.' }).waitFor();
  await page.getByRole('button', { name: 'Redeem another code' }).click();
  await page.getByLabel('Your code').fill(downloadCodes[0]);
  await page.getByRole('button', { name: 'Redeem', exact: true }).click();
  await page.getByText('somebody has redeemed it').waitFor();
  await manager.page.reload();
  await manager.page
    .getByRole('row', { name: /Vinyl edition/ })
    .getByText('1 of 3')
    .waitFor();
});

step('a gift card pays its part', async () => {
  const { page } = customer;
  await page.goto('/albums/6');
  await page
    .getByRole('button', { name: /^Buy (for|the rest)/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cart, 1 item' }).waitFor();
  await page.goto('/checkout');
  await page.getByLabel('Promotion code or gift card').fill(giftCode);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page
    .getByText(`Gift card ending ${giftCode.slice(-4)}`)
    .first()
    .waitFor();
  const toPay = await sum(page, 'To pay');
  await page.getByRole('button', { name: `Pay ${toPay}` }).click();
  await payWith(page, '4242 4242 4242 4242');
  await page.getByRole('heading', { name: 'Thank you. It is yours.' }).waitFor();
  await page.goto('/redeem');
  await page.getByText('Nothing is left on this gift card.').waitFor();
});

step('no page made a fault on the way', async () => {
  for (const { page, faults } of [manager, customer]) {
    assert.deepEqual(await refused(page), []);
    assert.deepEqual(unexpected(faults, /status of 40[0149]/), []);
  }
});

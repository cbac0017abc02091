// Every page of the back office, on a desk by day and by night, on a tablet and a phone: no accessibility
// fault, nothing wider than the window, nothing refused by the policy, nothing in the console. The
// pages are those of the menu, and of each list the first thing in it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  openBrowser,
  shop,
  signIn,
  demoCustomer,
  signInStaff,
  unexpected,
  visit,
} from './browser.mjs';
import { inspect, officeViews, settle } from './inspect.mjs';

// What a page asks for and does not find, and the first sign-in's refused session.
const answers = /status of 4(01|04)/;

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const menu = (page) => page.getByRole('navigation', { name: 'Back office' });

/** Looks at every page of the menu, and of each list at the page of the first thing in it. */
async function inspectMenu(visitor, name, seen) {
  const { page } = visitor;
  const addresses = (links) => links.map((link) => new URL(link.href).pathname);
  await page.goto('/admin');
  await settle(page);
  const paths = await menu(page).getByRole('link').evaluateAll(addresses);
  const inspected = new Set();
  const faults = [];
  const look = async (path) => {
    if (!path?.startsWith('/admin') || inspected.has(path)) return;
    inspected.add(path);
    faults.push(...(await inspect(visitor, path, name, seen)));
  };
  for (const path of paths) {
    await look(path);
    await settle(page);
    const rows = page.locator('main tbody tr[data-index]');
    await look((await rows.locator('a').evaluateAll(addresses))[0]);
  }
  return { inspected, faults: [...faults, ...unexpected(visitor.faults, answers)] };
}

test('what the general manager sees: every page', async () => {
  const visitor = await visit(browser);
  await signInStaff(visitor.page, 'General manager');
  const { inspected, faults } = await inspectMenu(visitor, 'manager', officeViews);
  assert.ok(inspected.size > 20, `pages: ${[...inspected]}`);
  assert.deepEqual(faults, []);
  await visitor.close();
});

for (const label of ['Support agent', 'IT']) {
  test(`what a role sees: ${label}`, async () => {
    const visitor = await visit(browser);
    await signInStaff(visitor.page, label);
    const { faults } = await inspectMenu(visitor, label.replace(' ', '-'), officeViews.slice(0, 1));
    // Somebody else's page says so, and shows nothing.
    await visitor.page.goto(label === 'IT' ? '/admin/orders' : '/admin/staff');
    await visitor.page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
    assert.deepEqual([...faults, ...unexpected(visitor.faults, answers)], []);
    await visitor.close();
  });
}

test('visitors sign in first; customers are told where they are', async () => {
  const { page, close } = await visit(browser);
  await page.goto('/admin/orders?status=paid');
  await page.waitForURL(`${shop}/sign-in?next=%2Fadmin%2Forders%3Fstatus%3Dpaid`);
  await signIn(page, await demoCustomer(), '/sign-in?next=%2Fadmin');
  await page.getByRole('heading', { name: 'These pages are for the shop’s staff' }).waitFor();
  assert.equal(await menu(page).count(), 0);
  await close();
});

test('a table is walked through by keyboard alone', async () => {
  const { page, close } = await visit(browser);
  await signInStaff(page, 'Sales manager');
  await page.goto('/admin/orders');
  await settle(page);
  const rows = page.locator('tbody tr[data-index]');
  await rows.first().waitFor();
  await rows.first().focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-index'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), '2');
  await page.keyboard.press('Space');
  assert.equal(await rows.nth(2).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 orders chosen').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('2 orders chosen').waitFor({ state: 'detached' });
  await page.keyboard.press('PageDown');
  assert.ok(Number(await focused()) > 5, `the page key went to row ${await focused()}`);
  await page.keyboard.press('Home');
  assert.equal(await focused(), '0');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/orders\/[^/?]+$/);
  await close();
});

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
import { inspect, settle } from './inspect.mjs';

const desk = { width: 1440, height: 900 };
const views = [
  { viewport: desk, colorScheme: 'light' },
  { viewport: desk, colorScheme: 'dark' },
  { viewport: { width: 1024, height: 768 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
];
// What a page asks for and does not find, and the first sign-in's refused session.
const answers = /status of 4(01|04)/;

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const menu = (page) => page.getByRole('navigation', { name: 'Back office' });

/** The addresses of the menu, and of the first row of each list. */
async function pagesOf(page) {
  await page.goto('/admin');
  await settle(page);
  const addresses = (links) => links.map((link) => new URL(link.href).pathname);
  const found = await menu(page).getByRole('link').evaluateAll(addresses);
  const all = [];
  for (const path of found) {
    all.push(path);
    await page.goto(path);
    await settle(page);
    const first = page.locator('main tbody tr[data-index] a').first();
    if (await first.count()) all.push((await first.evaluateAll(addresses))[0]);
  }
  return [...new Set(all)].filter((path) => path.startsWith('/admin'));
}

async function inspectAll(visitor, paths, view) {
  const faults = [];
  for (const { viewport, colorScheme } of views) {
    await visitor.page.setViewportSize(viewport);
    await visitor.page.emulateMedia({ colorScheme });
    for (const path of paths)
      faults.push(...(await inspect(visitor, path, `${view}.${viewport.width}.${colorScheme}`)));
  }
  return [...faults, ...unexpected(visitor.faults, answers)];
}

test('what the general manager sees: every page', async () => {
  const visitor = await visit(browser, { viewport: desk });
  await signInStaff(visitor.page, 'General manager');
  const paths = await pagesOf(visitor.page);
  assert.ok(paths.length > 5, `pages: ${paths}`);
  assert.deepEqual(await inspectAll(visitor, paths, 'manager'), []);
  await visitor.close();
});

for (const label of ['Support agent', 'IT']) {
  test(`what a role sees: ${label}`, async () => {
    const visitor = await visit(browser, { viewport: desk });
    await signInStaff(visitor.page, label);
    const faults = [];
    for (const path of await pagesOf(visitor.page))
      faults.push(...(await inspect(visitor, path, label.replace(' ', '-'))));
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

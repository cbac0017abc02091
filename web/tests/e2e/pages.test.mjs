// Every page, on a phone and on a desk, by day and by night: no accessibility fault, nothing wider
// than the window, nothing refused by the policy, nothing in the console.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  axeFaults,
  cartButton,
  demoCustomer,
  emptyCart,
  openBrowser,
  shop,
  signIn,
  unexpected,
  visit,
} from './browser.mjs';
import { inspect, settle, shots, tooWide } from './inspect.mjs';

const windows = [
  { name: 'a phone', viewport: { width: 390, height: 844 }, hasTouch: true },
  { name: 'a desk', viewport: { width: 1440, height: 900 } },
];
const themes = ['light', 'dark'];
const publicPages = [
  '/',
  '/albums',
  '/albums/1',
  '/artists',
  '/artists/90',
  '/genres',
  '/genres/1',
  '/playlists',
  '/playlists/1',
  '/tracks',
  '/tracks/1',
  '/search?q=rock',
  '/search?q=zzzzqqqq',
  '/sign-in',
  '/sign-up',
  '/forgot',
  '/reset?token=abc',
  '/verify',
  '/no-such-page',
  '/albums/999999',
];
const customerPages = [
  '/library',
  '/library?view=favourites',
  '/library?edit=new',
  '/library/albums',
  '/library/artists',
  '/library/duplicates',
  '/library/playlists',
  '/library/playlists/smart',
  '/library/import',
  '/library/export',
  '/purchases',
  '/account',
  '/account/addresses',
  '/account/preferences',
  '/account/security',
  '/account/data',
  '/checkout',
  '/checkout/return?order=01900000-0000-7000-8000-000000000000',
  '/purchases/01900000-0000-7000-8000-000000000000',
];
// A page about what does not exist asks for it first; browsers log the answer as an error.
const answers = /status of 4(01|04)/;

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const { name, ...window } of windows) {
  describe(`on ${name}`, () => {
    const { viewport } = window;
    const views = themes.map((colorScheme) => ({ viewport, colorScheme }));

    test('what everybody sees', async () => {
      const visitor = await visit(browser, window);
      const faults = [];
      for (const path of publicPages) faults.push(...(await inspect(visitor, path, 'all', views)));
      faults.push(...unexpected(visitor.faults, answers));
      assert.deepEqual(faults, []);
      await visitor.close();
    });

    test('what a customer sees', async () => {
      const visitor = await visit(browser, window);
      await signIn(visitor.page, await demoCustomer());
      const orders = await firstOrder(visitor.page);
      const faults = [];
      for (const path of [...customerPages, ...orders])
        faults.push(...(await inspect(visitor, path, 'customer', views)));
      faults.push(...(await inspectCart(visitor, views)));
      await emptyCart(visitor.page);
      faults.push(...unexpected(visitor.faults, answers));
      assert.deepEqual(faults, []);
      await visitor.close();
    });
  });
}

/** The pages of the newest order, when there is one. */
async function firstOrder(page) {
  await page.goto('/purchases');
  await settle(page);
  const link = page
    .locator('main')
    .getByRole('link', { name: /^Order/ })
    .first();
  if (!(await link.count())) return [];
  const path = (await link.getAttribute('href')).replace(shop, '');
  return [path, `${path}/invoice`];
}

/** The cart with something in it, and the checkout that follows. */
async function inspectCart(visitor, views) {
  const { page } = visitor;
  await page.goto('/albums?sort=price');
  await settle(page);
  await page
    .locator('main')
    .getByRole('button', { name: /, buy / })
    .first()
    .click();
  await page.getByRole('button', { name: /^Cart, [1-9]/ }).waitFor();
  await cartButton(page).click();
  await page.getByRole('dialog', { name: 'Your cart' }).waitFor();
  const faults = [];
  for (const { viewport, colorScheme } of views) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    const view = `${viewport.width}.${colorScheme}`;
    if (shots) await page.screenshot({ path: join(shots, `cart.${view}.png`) });
    const found = [...(await axeFaults(page)), ...(await tooWide(page, viewport.width))];
    faults.push(...found.map((fault) => `cart (${view}): ${fault}`));
  }
  return [...faults, ...(await inspect(visitor, '/checkout?full', 'customer', views))];
}

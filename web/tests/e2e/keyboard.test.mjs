// A purchase without a pointer: every step by Tab, Enter and the arrows, the focus always in sight.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoCustomer, openBrowser, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** Presses Tab until the focus is on it; on the way every stop must show where the focus is. */
async function tabTo(page, target, limit = 120) {
  await target.first().waitFor();
  for (let presses = 0; presses < limit; presses += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const ring = (node) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(node);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      };
      const label = element.closest('label');
      return {
        name: element.outerHTML.slice(0, 120),
        visible: ring(element) || (label !== null && ring(label)),
      };
    });
    if (stop) assert.ok(stop.visible, `the focus is invisible on ${stop.name}`);
  }
  assert.fail(`Tab does not reach ${target}`);
}

async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page, label, text) {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

test('somebody with a keyboard alone signs in, buys and plays', async () => {
  const { page, faults, close } = await visit(browser);
  const { email, password } = await demoCustomer();
  await page.goto('/sign-in?next=%2Falbums%2F10');
  await type(page, 'E-mail address', email);
  await type(page, 'Password', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/albums/10');

  const buy = page.getByRole('button', { name: /buy /i }).nth(1);
  await press(page, buy);
  await page.getByRole('button', { name: /^Cart, [1-9]/ }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.locator('a[href="#main"]').focus();
  await press(page, page.getByRole('button', { name: /^Cart,/ }));
  const drawer = page.getByRole('dialog', { name: 'Your cart' });
  await press(page, drawer.getByRole('link', { name: 'Go to checkout' }));

  await page.getByRole('heading', { name: 'Billing address' }).waitFor();
  await type(page, 'Full name', 'Luís Gonçalves');
  await type(page, 'Address', 'Av. Brigadeiro Faria Lima, 2170');
  await type(page, 'City', 'São José dos Campos');
  await tabTo(page, page.getByLabel('Country'));
  await page.keyboard.type('Brazil');
  await press(page, page.getByRole('button', { name: /^Pay \$/ }));

  await page.waitForURL(/test-gateway/);
  await type(page, 'Card number', '4242424242424242');
  await type(page, 'Expiry', '1234');
  await type(page, 'Security code', '123');
  await type(page, 'Name on the card', 'Luis Goncalves');
  await page.keyboard.press('Enter');
  await page.waitForURL(/checkout\/return/);
  await page.getByRole('heading', { name: 'Thank you. It is yours.' }).waitFor();
  await press(page, page.getByRole('button', { name: 'Play now' }));
  await page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('Escape closes the cart and gives the focus back', async () => {
  const { page, close } = await visit(browser);
  await page.goto('/');
  const cart = page.getByRole('button', { name: /^Cart,/ });
  await press(page, cart);
  await page.getByRole('dialog', { name: 'Your cart' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Your cart' }).waitFor({ state: 'hidden' });
  assert.ok(await cart.evaluate((element) => element === document.activeElement));
  await close();
});

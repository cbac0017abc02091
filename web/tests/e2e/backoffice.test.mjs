// A release from its first name to the books: staff add an artist, an album and its tracks from
// recordings that are dropped, price and publish it; a customer buys it; an agent gives a part of the
// money back; the report and the audit log tell all of it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  fillBilling,
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
import { tone } from './wav.mjs';

const stamp = Date.now().toString(36);
const artist = `The Walkers ${stamp}`;
const title = `From Name to Books ${stamp}`;
const recordings = [
  { file: '01 - a.wav', name: 'Low Water', seconds: 4, hertz: 330 },
  { file: '02 - b.wav', name: 'High Water', seconds: 5, hertz: 440 },
];
const today = new Date().toISOString().slice(0, 10);

let browser;
let manager;
let customer;
let agent;
/** The album's number, and the order's. */
let album;
let order;

const step = walk();

before(async () => {
  browser = await openBrowser();
  manager = await visit(browser, { viewport: { width: 1440, height: 900 } });
  customer = await visit(browser);
  agent = await visit(browser, { viewport: { width: 1024, height: 768 } });
});
after(() => browser?.close());

/** Drops files as a pointer does. */
async function drop(page, target, files) {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));
      data.items.add(new File([bytes], name, { type: 'audio/wav' }));
    }
    return data;
  }, files);
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

step('a sales manager adds an artist and an album', async () => {
  const { page } = manager;
  await signInStaff(page, 'Sales manager');
  await page.goto('/admin/artists');
  await page.getByRole('button', { name: 'New artist' }).click();
  const naming = page.getByRole('dialog', { name: 'New artist' });
  await naming.getByLabel('Name').fill(artist);
  await naming.getByRole('button', { name: 'Add the artist' }).click();
  await page.getByRole('heading', { level: 1, name: artist }).waitFor();
  await page.getByRole('button', { name: 'New album' }).click();
  const making = page.getByRole('dialog', { name: 'New album' });
  await making.getByLabel('Title').fill(title);
  await making.getByRole('button', { name: 'Create draft' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText('Draft', { exact: true }).first().waitFor();
  album = new URL(page.url()).pathname.split('/').pop();
});

step(
  'recordings are dropped, and become tracks with the names of their tags and a price',
  async () => {
    const { page } = manager;
    const place = page.getByText('Drop audio files here');
    await drop(
      page,
      place,
      recordings.map(({ file, name, seconds, hertz }) => ({
        name: file,
        base64: tone({ seconds, hertz, tags: { INAM: name, IART: artist } }).toString('base64'),
      })),
    );
    await page.getByText('2 of 2 files sent').waitFor();
    const titles = page.getByRole('form', { name: 'New tracks' }).getByLabel('Title');
    await titles.nth(1).waitFor();
    const named = async () =>
      (await titles.evaluateAll((inputs) => inputs.map(({ value }) => value))).toSorted();
    assert.deepEqual(await named(), ['High Water', 'Low Water']);
    for (const price of await page.getByLabel('Price, USD').all()) await price.fill('1.29');
    await page.getByRole('button', { name: 'Add 2 tracks to the album' }).click();
    const table = page.getByRole('grid', { name: 'Tracks' });
    await table.getByRole('link', { name: 'High Water' }).waitFor();
    assert.match(await table.innerText(), /\$1\.29/);
    assert.deepEqual(await axeFaults(page), []);
  },
);

step('nobody sees it before it is published; then the shop has it', async () => {
  const visitor = customer.page;
  await visitor.goto(`/albums/${album}`);
  await visitor.getByRole('heading', { level: 1 }).waitFor();
  assert.doesNotMatch(await visitor.locator('main').innerText(), new RegExp(title));
  const { page } = manager;
  await page.getByRole('button', { name: 'Publish now' }).click();
  const asking = page.getByRole('dialog', { name: 'Publish now?' });
  await asking.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('On sale', { exact: true }).first().waitFor();
});

step('a customer buys it', async () => {
  const { page } = customer;
  await signIn(page, await demoCustomer());
  await until(async () => {
    await page.goto(`/albums/${album}`);
    return page
      .getByRole('heading', { level: 1, name: title })
      .waitFor({ timeout: 3_000 })
      .then(() => true)
      .catch(() => false);
  }, 'the album is in the shop');
  await page
    .getByRole('button', { name: /^Buy for/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Cart, [1-9]/ }).click();
  await page
    .getByRole('dialog', { name: 'Your cart' })
    .getByRole('link', { name: 'Go to checkout' })
    .click();
  await page.getByRole('heading', { name: 'Your order' }).waitFor();
  if (await page.getByLabel('Full name').count()) await fillBilling(page);
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  await payWith(page, '4242 4242 4242 4242');
  await page.waitForURL(/\/checkout\/return/);
  await page.getByRole('heading', { name: 'Thank you. It is yours.' }).waitFor();
  await page.goto('/purchases');
  const newest = page
    .locator('main')
    .getByRole('link', { name: /^Order/ })
    .first();
  order = /C-[2-9A-Z]{8}/.exec(await newest.innerText())[0];
});

step('an agent finds the order and gives one dollar back', async () => {
  const { page } = agent;
  await signInStaff(page, 'Support agent');
  await page.goto(`/admin/orders?q=${order}`);
  await page.getByRole('link', { name: order }).click();
  await page.getByRole('heading', { level: 1, name: `Order ${order}` }).waitFor();
  await page.getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('dialog', { name: `Refund order ${order}` });
  await dialog.getByRole('radio', { name: /^A sum/ }).check();
  await dialog.getByRole('textbox', { name: 'Sum' }).fill('1.00');
  await dialog.getByLabel('Reason').fill('For the long walk.');
  await dialog.getByRole('button', { name: 'Refund $1.00' }).click();
  await page.getByText('Partly refunded').first().waitFor();
});

step('the report has the album, what came in, what went back and what is left', async () => {
  const { page } = manager;
  const row = page.getByRole('row', { name: new RegExp(title) });
  await until(async () => {
    await page.goto(`/admin/reports/albums?from=${today}&to=${today}&compare=none`);
    await row.first().waitFor();
    return /\$1\.58/.test(await row.first().innerText());
  }, 'net sales of 2.58 less 1.00');
  assert.match(await row.first().innerText(), /\$1\.00/);
});

step('the audit log tells who did what', async () => {
  const { page, faults, close } = await visit(browser);
  await signInStaff(page, 'General manager');
  await page.goto('/admin/audit');
  const log = page.getByRole('grid', { name: 'Audit log' });
  await log.getByRole('row').nth(1).waitFor();
  const told = await log.innerText();
  for (const [who, what] of [
    ['Nancy Edwards', /Album: published/],
    ['Nancy Edwards', /Track: (created|added)/],
    ['Jane Peacock', /refund/i],
  ]) {
    assert.match(told, what);
    assert.ok(told.includes(who), who);
  }
  assert.deepEqual(unexpected(faults, /status of 4(01|04)/), []);
  await close();
});

step('nothing of all this broke a rule', async () => {
  for (const { page, faults } of [manager, customer, agent]) {
    assert.deepEqual(await refused(page), []);
    assert.deepEqual(unexpected(faults, /status of 4(01|04)/), []);
  }
});

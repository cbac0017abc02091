// The whole life of a customer, from the first search to downloading again weeks later.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import {
  cartButton,
  fillBilling,
  hear,
  openBrowser,
  payWith,
  refused,
  shop,
  signIn,
  unexpected,
  visit,
  walk,
} from './browser.mjs';
import { streamInfo } from './flac.mjs';
import { linkFor, subjectsTo } from './mail.mjs';

const ada = {
  email: `ada.${Date.now()}@example.com`,
  password: 'engines weave algebra',
};
let browser;
let visitor;
/** The track that is bought, as the catalogue knows it. */
let bought;
/** Recordings of the demo are tunes of at most this length, in seconds. */
const longestTune = 45;
const soundsFor = () => Math.min(bought.duration_ms / 1000, longestTune);

const step = walk();

before(async () => {
  browser = await openBrowser();
  visitor = await visit(browser);
});
after(() => browser?.close());

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  const bytes = readFileSync(await file.path());
  return { name: file.suggestedFilename(), bytes };
}

async function checkRecording({ name, bytes }) {
  assert.match(name, /\.flac$/);
  const { seconds } = streamInfo(bytes);
  assert.ok(
    Math.abs(seconds - soundsFor()) < 0.1,
    `${name} lasts ${seconds} s instead of ${soundsFor()} s`,
  );
}

step('a visitor finds an album by its suggestion, with the keyboard alone', async () => {
  const { page } = visitor;
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('let there be rok'); // as people type
  await page
    .getByRole('option', { name: /Let There Be Rock/ })
    .first()
    .waitFor();
  const options = await page.getByRole('option').allTextContents();
  const at = options.findIndex((text) => /Let There Be Rock/.test(text) && /Album/.test(text));
  assert.ok(at >= 0, `the album is suggested: ${options}`);
  for (let step = 0; step <= at; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Let There Be Rock' }).waitFor();
  assert.match(page.url(), /\/albums\/\d+$/);
});

step('the preview of a track is heard', async () => {
  const { page } = visitor;
  const album = await page.evaluate(async () => {
    const id = location.pathname.split('/').pop();
    return (await fetch(`/api/v1/music/albums/${id}`)).json();
  });
  bought = album.tracks[0];
  await page
    .getByRole('button', { name: new RegExp(`^Play.*${bought.name}`) })
    .first()
    .click();
  const { duration } = await hear(page, /preview/);
  assert.ok(duration > 25 && duration < 35, `a preview lasts half a minute, not ${duration} s`);
});

step('the cart holds a track and an album, with the album’s discount', async () => {
  const { page } = visitor;
  await page
    .getByRole('button', { name: new RegExp(`buy ${bought.name}$`) })
    .first()
    .click();
  await page.goto('/albums/6');
  await page
    .getByRole('button', { name: /^Buy for/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cart, 2 items' }).click();
  const drawer = page.getByRole('dialog', { name: 'Your cart' });
  await drawer.getByText('Album discount').waitFor();
  await drawer.getByRole('link', { name: 'Go to checkout' }).click();
});

step('registering keeps the cart and the way to the checkout, even in another tab', async () => {
  const { page, context } = visitor;
  await page.waitForURL(/\/sign-in\?next=%2Fcheckout/);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Lovelace');
  await page.getByLabel('E-mail address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  assert.ok(await page.getByRole('link', { name: 'Open the demo mailbox' }).isVisible());
  const link = await linkFor(ada.email, '/verify');
  const tab = await context.newPage();
  await tab.goto(link);
  await tab.waitForURL('**/checkout');
  await tab.getByRole('heading', { name: 'Your order' }).waitFor();
  assert.ok(await tab.locator('main').getByRole('link', { name: bought.name }).isVisible());
  // The first tab noticed.
  await page.getByRole('link', { name: 'Go on to the checkout' }).waitFor();
  await page.close();
  visitor.page = tab;
});

step('a declined card says why; another one pays', async () => {
  const { page } = visitor;
  await fillBilling(page);
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  await payWith(page, '4000 0000 0000 0002');
  await page
    .getByRole('alert')
    .getByText(/declined/i)
    .waitFor();
  await page.getByRole('link', { name: /Back to the shop/ }).click();
  await page.waitForURL(/\/checkout\/return/);
  await page.getByRole('heading', { name: 'Not paid yet' }).waitFor();
  assert.match(await page.locator('main').innerText(), /declined/i);
  await page.getByRole('button', { name: 'Try again' }).click();
  await payWith(page, '4242 4242 4242 4242');
  await page.waitForURL(/\/checkout\/return/);
  await page.getByRole('heading', { name: 'Thank you. It is yours.' }).waitFor();
  await page.getByRole('button', { name: 'Cart, 0 items' }).waitFor();
});

step('the confirmation hands over real files', async () => {
  const { page } = visitor;
  const name = new RegExp(`^Download \\(FLAC\\): ${bought.name}`);
  const file = await download(page, () => page.getByRole('button', { name }).click());
  await checkRecording(file);
  const zip = await download(page, () =>
    page.getByRole('button', { name: /^Download everything/ }).click(),
  );
  assert.match(zip.name, /\.zip$/);
  assert.equal(zip.bytes.subarray(0, 2).toString('latin1'), 'PK');
});

step('the purchase has an invoice, on the page and as PDF, and a receipt in the mail', async () => {
  const { page } = visitor;
  await page.goto('/purchases');
  await page
    .getByRole('link', { name: /^Order/ })
    .first()
    .click();
  await page.getByText('Complete').waitFor();
  await page.getByRole('link', { name: 'Invoice' }).click();
  await page.getByRole('heading', { level: 1, name: /^Invoice \d+/ }).waitFor();
  assert.ok(await page.getByText('12 St James’s Square').isVisible());
  const pdf = await download(page, () => page.getByRole('button', { name: /^PDF/ }).click());
  assert.equal(pdf.bytes.subarray(0, 5).toString('latin1'), '%PDF-');
  assert.ok(subjectsTo(ada.email).length >= 2, `mails: ${subjectsTo(ada.email)}`);
});

step('the library plays what is owned in full', async () => {
  const { page } = visitor;
  await page.goto('/library?sort=title');
  const row = page.getByRole('button', { name: `Play ${bought.name}`, exact: true });
  await row.click();
  const { duration } = await hear(page, /media\/streams/);
  assert.ok(Math.abs(duration - soundsFor()) < 0.2, `it lasts ${duration} s`);
});

step('after signing out and in again everything is still there', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.waitForURL(`${shop}/`);
  await signIn(page, ada, '/sign-in?next=%2Flibrary');
  await page.waitForURL('**/library');
  const row = page.getByRole('row', { name: `${bought.name} by` });
  await row.getByRole('button', { name: /^More for/ }).click();
  await checkRecording(
    await download(page, () => page.getByRole('menuitem', { name: 'Download' }).click()),
  );
  await page.goto('/albums/6');
  await page
    .getByRole('link', { name: /^Owned/ })
    .first()
    .waitFor();
});

step('nothing of all this broke a rule', async () => {
  assert.deepEqual(await refused(visitor.page), []);
  // Before anybody signed in, asking for a session is refused; browsers log that as an error.
  assert.deepEqual(unexpected(visitor.faults, /401/), []);
  assert.ok(await cartButton(visitor.page).isVisible());
});

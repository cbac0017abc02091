// What a customer does with the account itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { openBrowser, refused, shop, signIn, unexpected, visit, walk } from './browser.mjs';
import { linkFor } from './mail.mjs';

const grace = { email: `grace.${Date.now()}@example.com`, password: 'nanoseconds of wire' };
let browser;
let visitor;
before(async () => {
  browser = await openBrowser();
  visitor = await visit(browser);
});
after(() => browser?.close());

const step = walk();
const toast = (page, text) =>
  page.getByRole('status', { name: 'Messages' }).getByText(text).first().waitFor();

step('a new customer confirms the address', async () => {
  const { page } = visitor;
  await page.goto('/sign-up');
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Hopper');
  await page.getByLabel('E-mail address').fill(grace.email);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('alert').getByText('Use at least 12 characters.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(grace.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await linkFor(grace.email, '/verify'));
  await toast(page, 'Your address is confirmed. Welcome!');
  await page.waitForURL(`${shop}/`);
});

step('a link works once', async () => {
  const other = await visit(browser);
  await other.page.goto(await linkFor(grace.email, '/verify'));
  await other.page.getByRole('heading', { name: 'This link does not work' }).waitFor();
  await other.close();
});

step('profile, addresses and preferences are kept', async () => {
  const { page } = visitor;
  await page.goto('/account');
  await page.getByLabel(/^Company/).fill('US Navy');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await toast(page, 'Your profile is saved.');
  await page.getByLabel(/^Phone/).fill('+1 555 0100');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await toast(page, 'Your profile is saved.');
  await page.reload();
  assert.equal(await page.getByLabel(/^Company/).inputValue(), 'US Navy');
  assert.equal(await page.getByLabel(/^Phone/).inputValue(), '+1 555 0100');

  await page.goto('/account/addresses');
  await page.getByRole('button', { name: 'Add an address' }).click();
  await page.getByLabel('Full name').fill('Grace Hopper');
  await page.getByLabel('Address', { exact: true }).fill('1 Compiler Road');
  await page.getByLabel('City').fill('Arlington');
  await page.getByLabel('Country').selectOption('US');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('1 Compiler Road').waitFor();
  await page.getByRole('button', { name: /^Remove: Grace/ }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Edit: Grace/ }).waitFor();

  await page.goto('/account/preferences');
  await page.getByLabel('Colours').selectOption('dark');
  await page.getByRole('button', { name: 'Save preferences' }).click();
  await toast(page, 'Your preferences are saved.');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

step('a profile changed in another tab is not overwritten unasked', async () => {
  const { page, context } = visitor;
  await page.goto('/account');
  await page.getByLabel(/^Company/).fill('First tab');
  const tab = await context.newPage();
  await tab.goto('/account');
  await tab.getByLabel(/^Company/).fill('Second tab');
  await tab.getByRole('button', { name: 'Save profile' }).click();
  await toast(tab, 'Your profile is saved.');
  await tab.close();
  const save = page.getByRole('button', { name: 'Save profile' });
  await save.click();
  await page
    .getByRole('alert')
    .getByText(/changed on another device/)
    .waitFor();
  await save.click();
  await toast(page, 'Your profile is saved.');
});

step('another device can be signed out', async () => {
  const phone = await visit(browser);
  await signIn(phone.page, grace);
  const { page } = visitor;
  await page.goto('/account/security');
  await page
    .getByRole('button', { name: /^Sign out:/ })
    .first()
    .click();
  await toast(page, /is signed out/);
  await phone.page.goto('/library');
  await phone.page.waitForURL(/\/sign-in/);
  await phone.close();
});

step('a forgotten password is replaced by mail, and the old one no longer works', async () => {
  const { page, close } = await visit(browser);
  await page.goto('/forgot');
  await page.getByLabel('E-mail address').fill(grace.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await linkFor(grace.email, '/reset'));
  const old = grace.password;
  grace.password = 'a moth in relay seventy';
  await page.getByLabel('New password').fill(grace.password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await toast(page, 'Your new password is set, and you are signed in.');
  await close();
  const again = await visit(browser);
  await again.page.goto('/sign-in');
  await again.page.getByLabel('E-mail address').fill(grace.email);
  await again.page.getByLabel('Password', { exact: true }).fill(old);
  await again.page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.page
    .getByRole('alert')
    .getByText(/do not match/)
    .waitFor();
  await again.close();
});

step('a session that ended elsewhere is taken up again where the work is', async () => {
  const { page } = visitor; // signed out by the new password
  await page.goto('/sign-in');
  await signIn(page, grace);
  await page.goto('/account');
  await page.getByLabel(/^Phone/).fill('+1 555 0199');
  const phone = await visit(browser);
  await signIn(phone.page, grace, '/sign-in?next=%2Faccount%2Fsecurity');
  await phone.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await phone.page.getByRole('link', { name: 'Sign in' }).waitFor();
  await phone.close();
  await page.getByRole('button', { name: 'Save profile' }).click();
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByLabel('Password', { exact: true }).fill(grace.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel(/^Phone/).inputValue(), '+1 555 0199');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await toast(page, 'Your profile is saved.');
});

step('the data can be taken along, and the account deleted', async () => {
  const { page } = visitor;
  await page.goto('/account/data');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my data' }).click(),
  ]);
  assert.match(readFileSync(await file.path(), 'utf8'), /"\+1 555 0199"/);
  await page.getByRole('button', { name: 'Delete my account', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill('not mine, but long');
  await page.getByLabel(/type the word/).fill('delete');
  const yes = page.getByRole('button', { name: 'Delete my account for good' });
  await yes.click();
  await page
    .getByRole('alert')
    .getByText(/Password is not your password/)
    .waitFor();
  await page.getByLabel('Password', { exact: true }).fill(grace.password);
  await yes.click();
  await toast(page, 'Your account is deleted. Farewell.');
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
});

step('nothing of all this broke a rule', async () => {
  assert.deepEqual(await refused(visitor.page), []);
  assert.deepEqual(unexpected(visitor.faults, /status of 4(01|12|22)/), []);
});

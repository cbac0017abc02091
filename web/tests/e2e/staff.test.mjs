// Somebody is invited to work here: the mail, a password, the second factor, and what their role
// shows them; then the audit log says what happened.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before } from 'node:test';
import { axeFaults, openBrowser, signInStaff, visit, walk } from './browser.mjs';
import { linkFor } from './mail.mjs';

const step = walk();
const grace = { email: `grace.${Date.now()}@example.com`, password: 'compilers made of patience' };
let browser, manager, guest, key, codes;

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** What an authenticator app shows: RFC 6238. */
function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const tag = createHmac('sha1', bytes).update(counter).digest();
  const word = tag.readUInt32BE(tag.at(-1) & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

async function enter(page, code) {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
}

async function password(page) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(grace.email);
  await page.getByLabel('Password', { exact: true }).fill(grace.password);
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Code', { exact: true }).waitFor();
}

step('the general manager sees the reporting tree and invites somebody', async () => {
  manager = await visit(browser);
  const { page } = manager;
  await signInStaff(page, 'General manager', '/sign-in?next=%2Fadmin%2Fstaff');
  const tree = page.getByRole('list', { name: 'Reporting tree' });
  await tree.getByRole('link', { name: /Andrew Adams/ }).waitFor();
  const edwards = page.getByRole('list', { name: 'Report to Nancy Edwards' });
  assert.equal(await edwards.getByRole('link').count(), 3, 'Peacock, Park and Johnson');
  assert.deepEqual(await axeFaults(page), []);

  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('First name').fill('Grace');
  await dialog.getByLabel('Last name').fill('Hopper');
  await dialog.getByLabel('E-mail address').fill(grace.email);
  await dialog.getByLabel('Role').selectOption('support_agent');
  await dialog.getByLabel(/^Reports to/).selectOption({ label: 'Nancy Edwards, Sales Manager' });
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  const card = edwards.getByRole('link', { name: /Grace Hopper/ });
  await card.waitFor();
  assert.match(await card.innerText(), /Not joined yet/);
});

step('the link in the mail leads to a password and an authenticator app', async () => {
  guest = await visit(browser);
  const { page } = guest;
  await page.goto(await linkFor(grace.email, '/reset'));
  await page.getByLabel('New password', { exact: true }).fill(grace.password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  key = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn on and sign in' }).click();
  await page
    .getByText(/does not fit/)
    .first()
    .waitFor();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key));
  await page.getByRole('button', { name: 'Turn on and sign in' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  codes = await page
    .getByRole('region', { name: 'Your recovery codes' })
    .getByRole('listitem')
    .allInnerTexts();
  assert.equal(codes.length, 10);
  await page.getByRole('button', { name: /I have stored them/ }).click();
  await page.waitForURL(/\/admin/);
});

step('a support agent is not shown the staff, and the service refuses too', async () => {
  const { page } = guest;
  const menu = page.getByRole('navigation', { name: 'Back office' });
  await menu.waitFor();
  assert.equal(await menu.getByRole('link', { name: 'Staff' }).count(), 0);
  await page.goto('/admin/staff');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByRole('list', { name: 'Reporting tree' }).count(), 0);
  await guest.close();
});

step('a wrong code is refused, a right one lets in, and each works once', async () => {
  const { page, close } = await visit(browser);
  await password(page);
  await enter(page, '000000');
  await page
    .getByText(/does not fit/)
    .first()
    .waitFor();
  // The app's clock may go half a minute ahead; the code of this one has been used.
  const code = codeOf(key, Date.now() + 30_000);
  await enter(page, code);
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
  await close();

  const again = await visit(browser);
  await password(again.page);
  await enter(again.page, code);
  await again.page
    .getByText(/does not fit/)
    .first()
    .waitFor();
  await enter(again.page, codes[0]);
  await again.page.getByRole('button', { name: /^Account of/ }).waitFor();
  await again.close();

  const third = await visit(browser);
  await password(third.page);
  await enter(third.page, codes[0]);
  await third.page
    .getByText(/does not fit/)
    .first()
    .waitFor();
  await third.close();
});

step('the audit log shows who invited whom, and its chain is whole', async () => {
  const { page } = manager;
  await page.goto(`/admin/audit?q=${encodeURIComponent(grace.email)}`);
  const row = page.getByRole('row', { name: /Staff: invited/ });
  await row.waitFor();
  assert.match(await row.innerText(), /Andrew Adams/);
  assert.deepEqual(await axeFaults(page), []);
  await row.getByRole('button').first().click();
  const detail = page.getByRole('dialog', { name: 'Staff: invited' });
  await detail.getByRole('cell', { name: grace.email }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await page.getByText(/The chain is whole/).waitFor();
});

step('who is let go is out', async () => {
  const { page } = manager;
  await page.goto('/admin/staff');
  await page.getByRole('link', { name: /Grace Hopper/ }).click();
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('Deactivated', { exact: true }).waitFor();
  const { page: stranger, close } = await visit(browser);
  await stranger.goto('/sign-in');
  await stranger.getByLabel('E-mail address').fill(grace.email);
  await stranger.getByLabel('Password', { exact: true }).fill(grace.password);
  await stranger.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await stranger.getByText(/do not match/).waitFor();
  await close();
  await manager.close();
});

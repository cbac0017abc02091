// A playlist from its first song to a link that a stranger opens, until the link is ended.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  hear,
  openBrowser,
  refused,
  signIn,
  unexpected,
  until,
  visit,
  walk,
} from './browser.mjs';

const name = `For the road ${Date.now()}`;
const songs = ['Let There Be Rock', 'Dog Eat Dog', 'Overdose'];
let browser;
let owner;
let stranger;
/** The address of the link, and of the playlist. */
let link;
let home;

const step = walk();

before(async () => {
  browser = await openBrowser();
  owner = await visit(browser);
  stranger = await visit(browser);
});
after(() => browser?.close());

const titles = (page) =>
  page
    .getByRole('grid', { name: `Songs of ${name}` })
    .locator('[role=row][aria-label]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label').split(' by ')[0]));
const inOrder = (page, wanted) =>
  until(async () => String(await titles(page)) === String(wanted), `the order ${wanted}`);

step('a playlist is made and filled from the shop', async () => {
  const { page } = owner;
  await signIn(page, await demoCustomer());
  await page.goto('/library/playlists');
  await page.getByRole('button', { name: 'New playlist', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(/^Description/).fill('Windows down');
  await page.getByRole('button', { name: 'Create playlist' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  home = new URL(page.url()).pathname;

  await page.getByRole('button', { name: 'Add songs' }).click();
  for (const title of songs) {
    await page.getByLabel(/^Search your library and the shop/).fill(title);
    const add = page.getByRole('button', { name: `Add ${title}`, exact: true }).first();
    await add.click();
    await page
      .getByRole('button', { name: `Add ${title} again` })
      .first()
      .waitFor();
  }
  await page.keyboard.press('Escape');
  await inOrder(page, songs);
  assert.deepEqual(await axeFaults(page), []);
});

step('what is in it already is asked about', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: 'Add songs' }).click();
  await page.getByLabel(/^Search your library and the shop/).fill(songs[0]);
  await page
    .getByRole('button', { name: `Add ${songs[0]}`, exact: true })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Already in there' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  // A dialog that closes takes the focus back to where it came from.
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await inOrder(page, songs);
});

step('songs are put into another order by keyboard, and it stays', async () => {
  const { page } = owner;
  const row = page.getByRole('row', { name: new RegExp(`^${songs[2]} by`) });
  await row.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  const wanted = [songs[2], songs[0], songs[1]];
  await inOrder(page, wanted);
  await page.getByText(`${songs[2]}, now at place 1 of 3.`).waitFor({ state: 'attached' });
  assert.ok(
    await row.evaluate((element) => element === document.activeElement),
    'the focus goes along',
  );
  await page.reload();
  await inOrder(page, wanted);
});

step('a song is removed and comes back by Undo', async () => {
  const { page } = owner;
  await page.getByRole('row', { name: new RegExp(`^${songs[0]} by`) }).focus();
  await page.keyboard.press('Delete');
  await inOrder(page, [songs[2], songs[1]]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await inOrder(page, [songs[2], songs[0], songs[1]]);
});

step('a link is made', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByLabel('It works').selectOption({ label: 'For a week' });
  await page.getByRole('button', { name: 'Make a link' }).click();
  link = await page.getByLabel('Link', { exact: true }).inputValue();
  assert.match(link, /\/s\/[\w-]{20,}$/);
  await page.getByText(/works until/).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.keyboard.press('Escape');
});

step('a stranger without an account sees the songs and hears a preview', async () => {
  const { page } = stranger;
  const { email } = await demoCustomer();
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  assert.equal(await page.locator('meta[name=robots]').getAttribute('content'), 'noindex');
  const rows = page.getByRole('list', { name: `Songs of ${name}` }).getByRole('listitem');
  assert.equal(await rows.count(), 3);
  assert.ok((await rows.first().innerText()).includes(songs[2]));
  const shown = await page.locator('main').innerText();
  assert.ok(!shown.includes(email), 'nothing is told about the owner');
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: `Play preview of ${songs[2]}` }).click();
  await hear(page, /preview/);
});

step('the visit is counted, and the link is ended', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByText(/^[1-9]\d* visits?/).waitFor();
  await page.getByRole('button', { name: 'End this link' }).click();
  await page.getByLabel('Link', { exact: true }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});

step('the stranger finds it gone, and never had a way to the playlist itself', async () => {
  const { page, faults } = stranger;
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'Not here any more' }).waitFor();
  await page.goto(home);
  await page.waitForURL(/\/sign-in/);
  assert.deepEqual(await refused(page), []);
  assert.deepEqual(unexpected(faults, /404 \(Not Found\)/, /401 \(Unauthorized\)/), []);
});

step('rules fill a playlist by themselves, and show what they find', async () => {
  const { page } = owner;
  await page.goto('/library/playlists/smart');
  await page.getByRole('button', { name: /^Never played/ }).click();
  await page.getByText(/songs? fits?\b/).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByLabel('Name', { exact: true }).fill(`${name}, unheard`);
  await page.getByRole('button', { name: 'Create playlist' }).click();
  await page.getByRole('heading', { level: 1, name: `${name}, unheard` }).waitFor();
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.getByRole('group', { name: 'Rule 1: Times played' }).waitFor();
});

step('a playlist of the shop is followed', async () => {
  const { page, faults } = owner;
  await page.goto('/playlists/17');
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await page.getByRole('button', { name: 'Following' }).waitFor();
  await page.goto('/library/playlists');
  await page.getByText(/^From the shop/).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  assert.deepEqual(await refused(page), []);
  assert.deepEqual(unexpected(faults, /404 \(Not Found\)/, /409 \(Conflict\)/), []);
});

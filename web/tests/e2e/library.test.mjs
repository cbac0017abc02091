// What a listener does with the songs of a library of their own: by hand, in two windows, by
// address, and without a connection.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  openBrowser,
  refused,
  signIn,
  unexpected,
  until,
  visit,
  walk,
} from './browser.mjs';

const mark = Date.now().toString(36);
const title = `Wind over water ${mark}`;
const other = `Calm after ${mark}`;
let browser;
let listener;
before(async () => {
  browser = await openBrowser();
  listener = await visit(browser);
});
after(() => browser?.close());

const step = walk();
const row = (page, name) => page.getByRole('row', { name: new RegExp(`^${name}( by|,|$)`) });
const toast = (page, text) =>
  page.getByRole('status', { name: 'Messages' }).getByText(text).first().waitFor();
const editorOf = (page) => page.getByRole('dialog', { name: 'Edit the song' });

/** A list of one's own, by the words that only these tests write. */
const open = (page, query = '') => page.goto(`/library?q=${mark}${query}`);

async function add(page, name, more = async () => {}) {
  await page.getByRole('button', { name: 'Add a song' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a song' });
  await dialog.getByLabel('Title', { exact: true }).fill(name);
  await more(dialog);
  await dialog.getByRole('button', { name: 'Add song' }).click();
  await toast(page, `“${name}” is in your library.`);
}
async function edit(page, name) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await editorOf(page).getByLabel('Title', { exact: true }).waitFor();
}

step('a song is added by hand, with artists, genres and tags as chips', async () => {
  const { page } = listener;
  await signIn(page, await demoCustomer(), '/sign-in?next=%2Flibrary');
  await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
  await add(page, title, async (dialog) => {
    await dialog.getByLabel(/^Artists/).fill('Nadia Voss');
    await dialog.getByLabel(/^Artists/).press('Enter');
    await dialog.getByLabel(/^Album \(/).fill(`Shores ${mark}`);
    await dialog.getByLabel(/^Year/).fill('1994');
    await dialog.getByLabel(/^Length/).fill('4:05');
    await dialog.getByLabel(/^Genres/).fill('Folk');
    await dialog.getByLabel(/^Genres/).press('Enter');
    await dialog.getByLabel(/^Tags/).fill(mark);
    await dialog.getByLabel(/^Tags/).press('Enter');
    assert.deepEqual(await axeFaults(page), []);
  });
  await add(page, other);
  await open(page);
  await row(page, title).waitFor();
  await row(page, other).waitFor();
});

step('it is edited, rated by keyboard and noted, and all of it is still there later', async () => {
  const { page } = listener;
  await edit(page, title);
  await editorOf(page)
    .getByLabel(/^Notes/)
    .fill('Heard first at the harbour.');
  await editorOf(page).getByLabel(/^Year/).fill('1995');
  await editorOf(page).getByRole('button', { name: 'Save song' }).click();
  await toast(page, `“${title}” is saved.`);
  await editorOf(page).waitFor({ state: 'hidden' });

  const stars = page.getByRole('slider', { name: `Rating of ${title}` });
  const shows = (text) => async () => (await stars.getAttribute('aria-valuetext')) === text;
  await stars.focus();
  await page.keyboard.press('4');
  await until(shows('4 stars'), 'four stars are shown');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: `Favourite: ${title}` }).click();
  await until(shows('3½ stars'), 'three and a half stars are shown');
  await page.waitForLoadState('networkidle');
  await page.reload();
  assert.equal(await stars.getAttribute('aria-valuetext'), '3½ stars');
  await edit(page, title);
  const dialog = editorOf(page);
  assert.equal(await dialog.getByLabel(/^Notes/).inputValue(), 'Heard first at the harbour.');
  assert.equal(await dialog.getByLabel(/^Year/).inputValue(), '1995');
  assert.ok(await dialog.getByLabel('Favourite').isChecked());
  await page.keyboard.press('Escape');
});

step('words, field searches and a search that cannot be read', async () => {
  const { page } = listener;
  const search = page.getByRole('combobox', { name: 'Search your library' });
  await page.goto(`/library?q=${encodeURIComponent(`tag:"${mark}" year:1990..1999 rating:>=3`)}`);
  await row(page, title).waitFor();
  assert.equal(await row(page, other).count(), 0);
  await search.fill('year:then');
  await search.press('Enter');
  await page.locator('#main').getByRole('alert').waitFor();
  await search.fill(mark);
  await search.press('Enter');
  await row(page, other).waitFor();
});

step('filters stand in the address and survive a reload', async () => {
  const { page } = listener;
  await open(page);
  const panel = page.getByRole('complementary', { name: 'Filters' });
  await panel.getByRole('checkbox', { name: /^Folk/ }).click();
  await row(page, other).waitFor({ state: 'detached' });
  await row(page, title).waitFor();
  await page.reload();
  await row(page, title).waitFor();
  assert.ok(await panel.getByRole('checkbox', { name: /^Folk/ }).isChecked());
  assert.equal(await row(page, other).count(), 0);
  assert.equal(new URL(page.url()).searchParams.get('filter'), 'genre:"Folk"');
  await page.getByRole('button', { name: 'Remove the filter Folk' }).click();
  await row(page, other).waitFor();
});

step('many songs are changed together, and it is undone', async () => {
  const { page } = listener;
  await row(page, title).focus();
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('region', { name: 'Selected songs' });
  await bar.getByText('2 songs selected').waitFor();
  await bar.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 2 songs' });
  await dialog.getByLabel('What to do').selectOption('append');
  await dialog.getByLabel('Field').selectOption('tags');
  await dialog.getByLabel('What to add').fill(`both ${mark}`);
  await dialog.getByRole('button', { name: 'Change 2 songs' }).click();
  await toast(page, '2 songs changed.');
  await open(page, `+tag:"both ${mark}"`);
  await row(page, other).waitFor();
  await row(page, title).waitFor();
});

step('a removed song comes back by Undo', async () => {
  const { page } = listener;
  await open(page);
  await row(page, other).focus();
  await page.keyboard.press('Delete');
  await row(page, other).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, other).waitFor();
});

step('two windows edit one song: both versions are shown and one is chosen', async () => {
  const { page, context } = listener;
  await edit(page, title);
  await editorOf(page)
    .getByLabel(/^Notes/)
    .fill('From the first window.');
  const second = await context.newPage();
  await open(second);
  await edit(second, title);
  await editorOf(second)
    .getByLabel(/^Notes/)
    .fill('From the second window.');
  await editorOf(second).getByRole('button', { name: 'Save song' }).click();
  await toast(second, `“${title}” is saved.`);
  await second.close();

  await editorOf(page).getByRole('button', { name: 'Save song' }).click();
  const choice = page.getByRole('dialog', { name: 'Changed in two places' });
  const theirs = choice.getByRole('radio', { name: 'The other: From the second window.' });
  assert.ok(await choice.getByRole('radio', { name: 'Yours: From the first window.' }).isChecked());
  assert.deepEqual(await axeFaults(page), []);
  await theirs.check();
  await choice.getByRole('button', { name: 'Save this choice' }).click();
  await choice.waitFor({ state: 'hidden' });
  await page.reload();
  await edit(page, title);
  assert.equal(
    await editorOf(page)
      .getByLabel(/^Notes/)
      .inputValue(),
    'From the second window.',
  );
  await page.keyboard.press('Escape');
});

step('without a connection the library is read, and an edit is sent when it is back', async () => {
  const { page, context } = listener;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(
    () => page.evaluate(() => navigator.serviceWorker.controller !== null),
    'the service worker has taken the page',
  );
  await open(page);
  await row(page, title).waitFor();
  await context.setOffline(true);
  await page.reload();
  await row(page, title).waitFor();
  const banner = page.getByRole('status', { name: 'Connection' });
  await banner.getByText(/^You are offline/).waitFor();
  const stars = page.getByRole('slider', { name: `Rating of ${title}` });
  await stars.focus();
  await page.keyboard.press('5');
  await banner.getByText(/1 song to send/).waitFor();
  await page.reload();
  await row(page, title).waitFor();
  assert.equal(await stars.getAttribute('aria-valuetext'), '5 stars');

  await context.setOffline(false);
  await toast(page, '1 song changed offline: sent.');
  await banner.getByText(/^You are offline/).waitFor({ state: 'detached' });
  const elsewhere = await visit(browser);
  await signIn(elsewhere.page, await demoCustomer());
  await open(elsewhere.page);
  await row(elsewhere.page, title).waitFor();
  assert.equal(
    await elsewhere.page
      .getByRole('slider', { name: `Rating of ${title}` })
      .getAttribute('aria-valuetext'),
    '5 stars',
  );
  await elsewhere.close();
});

step('who signs out takes what was kept of the library along', async () => {
  const { page } = listener;
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await toast(page, 'You are signed out.');
  const kept = () =>
    page.evaluate(async () => [
      ...(await caches.keys()).filter((name) => name.startsWith('library-')),
      ...Object.keys(localStorage).filter((key) => /edits|account/.test(key)),
    ]);
  await until(async () => (await kept()).length === 0, 'nothing of the library is left');
});

step('nothing was refused by the policy and nothing failed unasked', async () => {
  const { page, faults, close } = listener;
  assert.deepEqual(await refused(page), []);
  const asked = [
    /status of 412/,
    /status of 400.*library\/(songs|facets|suggest)/,
    /INTERNET_DISCONNECTED/,
  ];
  assert.deepEqual(unexpected(faults, ...asked), []);
  await close();
});

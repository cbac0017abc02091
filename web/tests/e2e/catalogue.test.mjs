// A release goes into the shop: a new artist, an album, tracks from dropped recordings, a price, out.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  axeFaults,
  openBrowser,
  refused,
  shop,
  signInStaff,
  unexpected,
  until,
  visit,
  walk,
} from './browser.mjs';
import { makeFlac } from './flac.mjs';

const mark = Date.now();
const artist = `The Harbour Lights ${mark}`;
const album = `Tide ${mark}`;
const files = ['Ebb', 'Flow', 'Slack Water'].map((title, index) => ({
  name: `0${index + 1} - ${title}.flac`,
  mimeType: 'audio/flac',
  buffer: makeFlac({
    TITLE: `${title} ${mark}`,
    ARTIST: artist,
    ALBUM: album,
    TRACKNUMBER: index + 1,
    GENRE: 'Jazz',
  }),
}));

let browser;
let manager;
let albumPage;
const step = walk();

before(async () => {
  browser = await openBrowser();
  manager = await visit(browser);
});
after(() => browser?.close());

step('the sales manager adds an artist and an album', async () => {
  const { page } = manager;
  await signInStaff(page, 'Sales manager');
  await page.goto('/admin/artists');
  await page.getByRole('button', { name: 'New artist' }).click();
  await page.getByLabel('Name', { exact: true }).fill(artist);
  await page.getByRole('button', { name: 'Add the artist' }).click();
  await page.getByRole('heading', { level: 1, name: artist }).waitFor();
  await page.getByRole('button', { name: 'New album' }).click();
  await page.getByLabel('Title').fill(album);
  await page.getByRole('button', { name: 'Create draft' }).click();
  await page.getByRole('heading', { level: 1, name: album }).waitFor();
  albumPage = page.url();
  assert.deepEqual(await axeFaults(page), []);
});

step('dropped recordings fill the fields from their tags and become tracks', async () => {
  const { page } = manager;
  await page.getByLabel('Drop audio files here').setInputFiles(files);
  const form = page.getByRole('form', { name: 'New tracks' });
  await until(
    async () => (await form.getByLabel('Title').count()) === files.length,
    'all recordings are read',
  );
  assert.equal(await form.getByLabel('Title').nth(1).inputValue(), `Flow ${mark}`);
  assert.equal(await form.getByLabel('No.').nth(2).inputValue(), '3');
  assert.equal(
    await form.getByLabel('Genre').first().locator('option:checked').innerText(),
    'Jazz',
  );
  await form.getByLabel('Price, USD').first().fill('1.29');
  assert.deepEqual(await axeFaults(page), []);
  await form.getByRole('button', { name: /^Add 3 tracks/ }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: new RegExp(`Slack Water ${mark}`) }).waitFor();
});

step('a price of its own, and it is published', async () => {
  const { page } = manager;
  await page.getByLabel(/^Album price/).fill('2.50');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The album is saved.').waitFor();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('It is in the shop.').waitFor();
  await page.getByRole('link', { name: 'See it in the shop' }).click();
  await page.getByRole('heading', { level: 1, name: album }).waitFor();
  await page.getByText('$2.50').first().waitFor();
  await page.getByText(`Slack Water ${mark}`).first().waitFor();
});

step('the recording that was sent is what a preview plays', async () => {
  const id = albumPage.split('/').pop();
  const found = await (await fetch(`${shop}/api/v1/music/albums/${id}`)).json();
  assert.deepEqual(
    found.tracks.map(({ name }) => name),
    files.map((_, i) => `${['Ebb', 'Flow', 'Slack Water'][i]} ${mark}`),
  );
  const preview = await fetch(`${shop}${found.tracks[0].preview_url}`);
  assert.equal(preview.headers.get('content-type'), 'audio/mpeg');
  assert.ok((await preview.arrayBuffer()).byteLength > 10_000);
});

step('many prices are changed as the preview says', async () => {
  const { page } = manager;
  await page.goto(`/admin/tracks?q=${mark}`);
  await page.getByRole('row', { name: new RegExp(`Flow ${mark}`) }).waitFor();
  await page
    .getByRole('checkbox', { name: /^Select all/i })
    .first()
    .check();
  await page.getByRole('button', { name: 'Change prices' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Per cent' }).fill('100');
  await dialog.getByRole('button', { name: 'See what it does' }).click();
  await dialog.getByText('3 prices').first().waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await dialog.getByRole('button', { name: 'Change 3 prices' }).click();
  await page.getByText('3 prices changed.').waitFor();
});

step('no page made a fault or broke its policy', async () => {
  assert.deepEqual(await refused(manager.page), []);
  // An album that is not limited has no stock to be found.
  assert.deepEqual(unexpected(manager.faults, /status of 404 .*\/admin\/inventory\//), []);
});

// A table from elsewhere comes in with three rows that cannot be read, is reported, and is taken back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  openBrowser,
  refused,
  signIn,
  unexpected,
  visit,
  walk,
} from './browser.mjs';

const mark = `Tape ${Date.now()}`;
const good = Array.from({ length: 9 }, (_, index) => `${mark} no. ${index + 1}`);
const table = [
  'Titel;Wer;Platte;Jahr;Wertung',
  ...good.slice(0, 5).map((title, index) => `${title};The Cassettes;Side A;198${index};4`),
  ';Nobody;Side A;1985;3',
  `${mark} of no year;The Cassettes;Side A;soon;3`,
  ...good.slice(5).map((title) => `${title};The Cassettes;Side B;1990;5`),
  `${mark} of no rating;The Cassettes;Side B;1990;brilliant`,
].join('\r\n');

let browser;
let listener;
const step = walk();

before(async () => {
  browser = await openBrowser();
  listener = await visit(browser);
});
after(() => browser?.close());

/** The number that stands above this name. */
const count = async (page, what) => {
  const text = await page
    .locator('dl > div', { has: page.getByText(what, { exact: true }) })
    .locator('dd')
    .innerText();
  return Number(text.replaceAll(',', ''));
};

step('a file is sent, and what is inside is shown before anything is added', async () => {
  const { page } = listener;
  await signIn(page, await demoCustomer());
  await page.goto('/library/import');
  await page.getByText('Drop a file here').waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page
    .getByLabel('File to import')
    .setInputFiles({ name: 'tapes.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor();
  assert.equal(await page.getByLabel('What “Titel” is').inputValue(), 'title');
  await page.getByLabel('What “Wer” is').selectOption({ label: 'Artist' });
  await page.getByLabel('What “Platte” is').selectOption({ label: 'Album' });
  await page.getByLabel(/^Keep this for the next file/).fill(mark);
  await page.getByText(/^3 rows that cannot be read/).waitFor();
  assert.equal(await count(page, 'New'), 9);
  assert.equal(await count(page, 'Cannot be read'), 3);
  for (const row of ['soon', 'brilliant'])
    assert.ok((await page.locator('main').innerText()).includes(row), `the reason names ${row}`);
  assert.deepEqual(await axeFaults(page), []);
});

step('it is imported, and the songs are found', async () => {
  const { page } = listener;
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
  assert.equal(await count(page, 'New'), 9);
  assert.equal(await count(page, 'Cannot be read'), 3);
  const address = page.url();
  await page.goto(`/library?q=${encodeURIComponent(`"${mark}"`)}`);
  await page.getByText(good[0], { exact: true }).first().waitFor();
  await page.goto(address);
});

step('the report says of each row what became of it', async () => {
  const { page } = listener;
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report', exact: true }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'tapes-report.csv');
  const report = readFileSync(await file.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  assert.equal(report.filter((line) => /,"?bad"?,/.test(line)).length, 3);
  assert.ok(report.some((line) => line.includes('brilliant') || line.includes('rating')));
});

step('all of it is taken back', async () => {
  const { page, faults } = listener;
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('heading', { name: 'Taken back' }).waitFor();
  await page.goto(`/library?q=${encodeURIComponent(`"${mark}"`)}`);
  await page
    .getByText(/nothing|no songs/i)
    .first()
    .waitFor();
  assert.equal(await page.getByText(good[0], { exact: true }).count(), 0);
  await page.goto('/library/import');
  await page.getByText('Undone').first().waitFor();
  assert.deepEqual(await refused(page), []);
  assert.deepEqual(unexpected(faults, /404 \(Not Found\)/), []);
});

step('the kept mapping is offered for the next file, and a picture is refused', async () => {
  const { page } = listener;
  const send = (name, buffer) =>
    page.getByLabel('File to import').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await send('more.csv', Buffer.from('Titel;Wer\r\nA;B\r\n'));
  await page.getByRole('button', { name: `Use “${mark}”` }).click();
  assert.equal(await page.getByLabel('What “Wer” is').inputValue(), 'artist');
  await page.getByRole('button', { name: `Forget the mapping “${mark}”` }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Drop a file here').waitFor();
  await send('cover.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await page.getByText(/“cover.png” was not taken/).waitFor();
});

step('the library is taken away as a file', async () => {
  const { page } = listener;
  await page.goto('/library/export');
  await page.getByLabel(/^JSON/).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'chinook-library.json');
  JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.deepEqual(await axeFaults(page), []);
});

// The sales manager reads the books of the data set: the golden numbers, on the page and in the file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openBrowser, signInStaff, unexpected, visit } from './browser.mjs';
import { inspect, officeViews } from './inspect.mjs';

// Other tests buy things today; the data set ends in 2025.
const years = 'from=2021-01-01&to=2025-12-31';

describe('reports', () => {
  let browser;
  let manager;
  before(async () => {
    browser = await openBrowser();
    manager = await visit(browser);
    await signInStaff(manager.page, 'Sales manager');
  });
  after(() => browser?.close());

  async function open(address) {
    await manager.page.goto(address);
    await manager.page.getByRole('heading', { level: 1 }).waitFor();
  }
  /** The line of the report's table that begins so. */
  const row = (name) =>
    manager.page
      .getByRole('region', { name: /, table$/ })
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .first();
  async function says(name, ...values) {
    const text = await row(name).innerText();
    for (const value of values) assert.ok(text.includes(value), `${name}: ${value} in ${text}`);
  }

  test('the golden numbers stand on the pages', async () => {
    const { page } = manager;
    await open('/admin/reports');
    await page.getByRole('link', { name: 'Sales over time' }).click();
    await open(`/admin/reports/sales?${years}&interval=year`);
    await says('2021', '$449.46', '83');
    await says('2022', '$481.45');
    await says('2023', '$469.58');
    await says('2024', '$477.53');
    await says('2025', '$450.58', '80');
    await says('Total', '$2,328.60', '412', '2,240');
    await open(`/admin/reports/countries?${years}`);
    await says('United States', '$523.06', '91', '13');
    await says('Canada', '$303.96');
    await says('Total', '$2,328.60');
    // The address holds what is chosen; the box follows it.
    await page.getByRole('checkbox', { name: /Other/ }).click();
    await says('Other', '$604.30', '15');
    await open(`/admin/reports/agents?${years}`);
    await says('Jane Peacock', '$833.04', '146');
    await says('Margaret Park', '$775.40', '140');
    await says('Steve Johnson', '$720.16', '126');
    await open(`/admin/reports/artists?${years}`);
    await says('Iron Maiden', '$138.60', '140');
    await open(`/admin/reports/genres?${years}&country=US&sort=-units`);
    await says('Rock', '157');
    await open(`/admin/reports/sold-unsold?${years}`);
    await says('Never', '1,519');
    await open(`/admin/reports/protection?${years}`);
    await says('Copy protected', '257');
  });

  test('the file has every row and adds up', async () => {
    const { page } = manager;
    await open(`/admin/reports/tracks?${years}`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: /^CSV/ }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    const lines = text.trim().split('\r\n');
    assert.equal(lines.length, 1 + 1984 + 1);
    const cents = lines
      .slice(1, -1)
      .map((line) => Math.round(Number(line.split(',').at(-2)) * 100));
    assert.equal(
      cents.reduce((sum, value) => sum + value, 0),
      232860,
    );
    assert.match(lines.at(-1), /^Total,.*2328\.60/);
  });

  test('every report is accessible, on a phone and on a desk, by day and by night', async () => {
    const pages = [
      '',
      '/sales',
      '/countries',
      '/artists',
      '/customers',
      '/cohorts',
      '/taxes',
      '/royalties',
      '/popularity',
    ];
    for (const item of pages) {
      const path = `/admin/reports${item}?${years}`;
      assert.deepEqual(await inspect(manager, path, 'reports', officeViews), []);
    }
    assert.deepEqual(unexpected(manager.faults), []);
  });
});

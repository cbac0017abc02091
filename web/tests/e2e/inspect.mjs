// What every page is held to, whoever sees it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeFaults, refused } from './browser.mjs';

export const shots = process.env.E2E_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

/** Waits until a page shows what it is going to show. */
export async function settle(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page
    .getByText(/^Loading /)
    .first()
    .waitFor({ state: 'detached' });
}

/** Opens a page and lists its faults; with E2E_SHOTS it leaves a picture. */
export async function inspect(visitor, path, name) {
  const { page } = visitor;
  await page.goto(path);
  await settle(page);
  if (shots) {
    const file = `${path.replaceAll(/[^\w]+/g, '_') || 'home'}.${name}.png`;
    await page.screenshot({ path: join(shots, file) });
  }
  const faults = await axeFaults(page);
  faults.push(...(await refused(page)));
  if (!/ · Chinook$|^Chinook/.test(await page.title())) faults.push(`title: ${await page.title()}`);
  faults.push(...(await tooWide(page)));
  return faults.map((fault) => `${path} (${name}): ${fault}`);
}

/** What sticks out of the window, at its own width and at 320 px. */
export async function tooWide(page) {
  const own = page.viewportSize();
  const found = [];
  for (const width of [own.width, 320]) {
    await page.setViewportSize({ width, height: own.height });
    // Tables choose their columns by the room they have, a moment after the window has changed.
    const fits = () =>
      document.documentElement.scrollWidth <= document.documentElement.clientWidth || null;
    await page.waitForFunction(fits, undefined, { timeout: 3_000 }).catch(() => null);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    if (scroll > client) found.push(`${scroll} px wide in a window of ${client} px`);
  }
  await page.setViewportSize(own);
  return found;
}

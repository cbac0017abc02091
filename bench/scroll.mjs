// How smoothly a large library scrolls: frames a second, and how many frames took longer than two.
//
//   CHINOOK_URL=http://127.0.0.1:8080 node bench/scroll.mjs      a shop with --demo, its customer's library filled
import { createRequire } from 'node:module';
const { chromium } = createRequire(new URL('../web/package.json', import.meta.url))('playwright-core');

const url = process.env.CHINOOK_URL ?? 'http://127.0.0.1:8080';
const { demo_accounts: accounts } = await (await fetch(`${url}/config.json`)).json();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
});
const page = await browser.newPage({ baseURL: url, viewport: { width: 1440, height: 900 } });
await page.goto('/sign-in?next=/library');
await page.getByLabel('E-mail address').fill(accounts[0].email);
await page.getByLabel('Password', { exact: true }).fill(accounts[0].password);
await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
await page.getByRole('button', { name: /^Account of/ }).waitFor();
await page.goto('/library');
await page.getByRole('grid').waitFor();

/** Scrolls by `step` pixels a frame for five seconds. */
const run = (step) =>
  page.evaluate(async (pixels) => {
    window.scrollTo(0, 0);
    const frames = [];
    const begun = performance.now();
    let last = begun;
    while (last - begun < 5_000) {
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
      window.scrollBy(0, pixels);
    }
    return frames.slice(2);
  }, step);

const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
console.log(`${Number(rows) - 1} songs`);
for (const [name, step] of [['reading', 8], ['a flick', 120], ['the scroll bar dragged', 4_000]]) {
  const frames = await run(step);
  const long = frames.filter((ms) => ms > 34).length;
  const rate = (frames.length * 1_000) / frames.reduce((sum, ms) => sum + ms, 0);
  const worst = Math.max(...frames);
  console.log(`${name}: ${rate.toFixed(1)} frames/s, ${long} of ${frames.length} longer than two frames, worst ${worst.toFixed(0)} ms`);
}
await browser.close();

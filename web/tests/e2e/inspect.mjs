// What every page is held to, whoever sees it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { awaited, axeFaults, refused, until } from './browser.mjs';

export const shots = process.env.E2E_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

/** The narrowest window that pages are made for. */
const narrowest = 320;

const desk = { width: 1440, height: 900 };
/** How the back office is looked at: the narrowest and the widest window are read to the end, each theme once. */
export const officeViews = [
  { viewport: desk, colorScheme: 'light' },
  { viewport: { width: 1024, height: 768 }, colorScheme: 'light', axe: false },
  { viewport: desk, colorScheme: 'dark' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
];

/** Whether a page has drawn what came: two frames later it says of nothing that it is on its way. */
const drawn = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          const says = [...document.querySelectorAll('[role=status]')];
          resolve(
            !document.querySelector('main [aria-busy=true]') &&
              !says.some((element) => /^Loading/.test(element.textContent)),
          );
        };
        requestAnimationFrame(() => requestAnimationFrame(look));
      }),
  );

/** Waits until a page shows what it is going to show. */
export async function settle(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  const isQuiet = () => awaited(page).length === 0;
  // Twice: what was drawn may ask for more, such as the rows that a table found room for.
  for (let times = 0; times < 2; times += 1)
    await until(
      async () => isQuiet() && (await drawn(page)) && isQuiet(),
      () => `${page.url()} shows what it is about; under way: ${awaited(page)}`,
    );
}

/**
 * Opens a page once, looks at it in each view, and lists its faults; with E2E_SHOTS it leaves pictures.
 * A view is a `viewport` and a `colorScheme`; one without `axe` is about the room alone.
 */
export async function inspect(visitor, path, name, views) {
  const { page } = visitor;
  const found = [];
  for (const [at, { viewport, colorScheme, axe = true }] of views.entries()) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const turned = at > 0 && colorScheme !== views[at - 1].colorScheme;
    if (at === 0 || (turned && (await leavesRowsOut(page)))) await page.goto(path);
    await settle(page);
    const view = `${name}.${viewport.width}.${colorScheme}`;
    if (shots) {
      const file = `${path.replaceAll(/[^\w]+/g, '_') || 'home'}.${view}.png`;
      await page.screenshot({ path: join(shots, file) });
    }
    const faults = axe ? await axeFaults(page) : [];
    faults.push(...(await tooWide(page, viewport.width)));
    found.push(...faults.map((fault) => `${path} (${view}): ${fault}`));
  }
  const faults = await tooWide(page, narrowest);
  faults.push(...(await refused(page)));
  if (!/ · Chinook$|^Chinook/.test(await page.title())) faults.push(`title: ${await page.title()}`);
  await page.setViewportSize(views[0].viewport);
  return [...found, ...faults.map((fault) => `${path} (${name}): ${fault}`)];
}

/** Rows that the browser leaves out until they are near keep the colours of the theme they were made in. */
const leavesRowsOut = async (page) =>
  (await page.locator('main [class*="content-visibility"]').count()) > 0;

/** What sticks out of the window when it is as wide as this. */
export async function tooWide(page, width) {
  const { width: own, height } = page.viewportSize();
  if (width !== own) await page.setViewportSize({ width, height });
  // Tables choose their columns by the room they have, a moment after the window has changed.
  const fits = () =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth || null;
  await page.waitForFunction(fits, undefined, { timeout: 3_000 }).catch(() => null);
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  return scroll > client ? [`${scroll} px wide in a window of ${client} px`] : [];
}

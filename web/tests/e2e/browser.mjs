// A browser that reports every fault a page makes, and what the tests do in it again and again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { chromium } from 'playwright-core';

export const shop = process.env.CHINOOK_URL;

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/** Runs in every page before its own code: keeps what it plays and what its policy refused. */
function watch() {
  const players = [];
  const NativeAudio = window.Audio;
  window.Audio = function Audio(...args) {
    const element = new NativeAudio(...args);
    players.push(element);
    return element;
  };
  window.Audio.prototype = NativeAudio.prototype;
  window.e2e = {
    refused: [],
    sounding: () =>
      players
        .filter((player) => !player.paused && player.currentTime > 0)
        .map(({ currentSrc, currentTime, duration }) => ({ currentSrc, currentTime, duration })),
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    window.e2e.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`);
  });
}

/** The requests a page waits for before it shows what it is about, and those of each page under way. */
const shownAfter = new Set(['document', 'script', 'stylesheet', 'fetch', 'xhr']);
const underWay = new WeakMap();
function follow(page) {
  const loading = new Set();
  underWay.set(page, loading);
  let leaving = false;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      loading.clear();
      leaving = true;
    }
    if (shownAfter.has(request.resourceType())) loading.add(request);
  });
  // What the page before asked for, up to the moment it went, is not always told to have ended.
  page.on('framenavigated', (frame) => {
    if (!leaving || frame !== page.mainFrame()) return;
    loading.clear();
    leaving = false;
  });
  page.on('requestfinished', (request) => loading.delete(request));
  page.on('requestfailed', (request) => loading.delete(request));
}

/**
 * A visitor with a window of their own. `faults` fills with console errors, uncaught errors, refused
 * content and server errors; `expectFault` forgives what a test brings about on purpose.
 */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({
    baseURL: shop,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  const faults = [];
  await context.addInitScript(watch);
  context.on('page', follow);
  context.on('console', (message) => {
    if (message.type() === 'error')
      faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().stack}`));
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { context, page, faults, close: () => context.close() };
}

/** The addresses of what a page shows and is still on its way to it. */
export const awaited = (page) => [...underWay.get(page)].map((request) => request.url());

/** What the page's policy refused so far. */
export const refused = (page) => page.evaluate(() => window.e2e?.refused ?? []);

/** A refused sign-in and the like are answers; the browser still logs them as errors. */
export const unexpected = (faults, ...expected) =>
  faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));

/** Waits until something is really heard: the audio element's clock moves. */
export async function hear(page, pattern) {
  const sounding = (source) =>
    page.evaluate(
      (text) => window.e2e.sounding().find(({ currentSrc }) => new RegExp(text).test(currentSrc)),
      source,
    );
  const first = await until(() => sounding(pattern.source), 'something is played');
  return until(async () => {
    const now = await sounding(pattern.source);
    return now && now.currentTime > first.currentTime + 0.3 ? now : null;
  }, 'the audio advances');
}

export async function until(read, what, timeoutMs = 30_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    const words = typeof what === 'function' ? what : () => what;
    assert.ok(Date.now() < end, `waited in vain: ${words()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The accessibility faults of the page, one line each. */
export async function axeFaults(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (values) => {
    // Far below the window the browser has drawn no rows, and given them no colours: those in sight speak for them.
    const drawn = (element) => element.checkVisibility({ contentVisibilityAuto: true });
    const undrawn = [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility() && !drawn(element))
      .map((element) => element.parentElement)
      .filter(drawn);
    const context = { include: [document], exclude: [...new Set(undrawn)] };
    return (await window.axe.run(context, { runOnly: { type: 'tag', values } })).violations;
  }, rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}

export const demoCustomer = async () => {
  const config = await (await fetch(`${shop}/config.json`)).json();
  const account = config.demo_accounts.find(({ label }) => /customer/i.test(label));
  assert.ok(account, 'the demo has a customer');
  return account;
};

export async function signIn(page, { email, password }, path = '/sign-in') {
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** Signs one of the demo's staff in, by the label on the sign-in page, such as "Sales manager". */
export async function signInStaff(page, label, path = '/sign-in') {
  const config = await (await fetch(`${shop}/config.json`)).json();
  const account = config.demo_accounts.find((person) => person.label === label);
  assert.ok(account?.code, `the demo has a ${label}`);
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Fill in the code' }).click();
  await until(() => page.getByLabel('Code', { exact: true }).inputValue(), 'the code is filled in');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** Types a test card into the hosted payment page. */
export async function payWith(page, number) {
  await page.waitForURL(/test-gateway/);
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on the card').fill('Ada Lovelace');
  await page.getByRole('button', { name: /^Pay/ }).click();
}

export async function fillBilling(page) {
  await page.getByLabel('Full name').fill('Ada Lovelace');
  await page.getByLabel('Address', { exact: true }).fill('12 St James’s Square');
  await page.getByLabel('City').fill('London');
  await page.getByLabel(/^Postal code/).fill('SW1Y 4JH');
  await page.getByLabel('Country').selectOption('GB');
}

/** Takes everything out of the cart again: others who sign in as the same customer find it as it was. */
export async function emptyCart(page) {
  await page.goto('/');
  await cartButton(page).click();
  const cart = page.getByRole('dialog', { name: 'Your cart' });
  const remove = cart.getByRole('button', { name: /^Remove / });
  await cart.locator('[aria-busy=false]').first().waitFor();
  for (let left = await remove.count(); left > 0; left -= 1) {
    await remove.first().click();
    await until(async () => (await remove.count()) < left, 'a line leaves the cart');
  }
  await page.getByRole('button', { name: 'Cart, 0 items' }).waitFor({ state: 'attached' });
}

export const cartButton = (page) => page.getByRole('button', { name: /^Cart,/ });

/** Tests that stand on each other: after one that failed the rest is skipped. */
export function walk() {
  let walking = true;
  return (name, go) =>
    test(name, async (t) => {
      if (!walking) return t.skip('an earlier step failed');
      walking = false;
      await go();
      walking = true;
    });
}

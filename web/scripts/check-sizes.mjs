// Holds the weight of what a visitor downloads, in kB of gzip: the entry with everything it imports
// statically, each route (home is the landing page) on top of it, the style sheet (the library's
// tables, panels and editors took it past 10), what the service worker keeps of the shop, and what
// each page of the back office adds to the frame of every page. With --over it tells only what is too
// heavy.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = { landing: 140, route: 160, css: 12, offline: 300, office: 60, officeCss: 16 };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const weigh = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const weight = (keys) => [...keys].reduce((sum, key) => sum + weigh(manifest[key].file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const base = closure(entry);
const isOffice = (key) => key.endsWith('AdminArea.tsx');
const rows = [['what every page needs', weight(base), budget.landing]];
function weighOffice(area) {
  for (const key of [area, ...(manifest[area].dynamicImports ?? [])]) {
    const added = new Set([...closure(area), ...closure(key)]);
    for (const known of base) added.delete(known);
    rows.push([key.replace(/^src\//, ''), weight(added), budget.office]);
  }
  for (const css of manifest[area].css ?? []) rows.push([css, weigh(css), budget.officeCss]);
}
function weighPages(from, carried) {
  for (const key of manifest[from].dynamicImports ?? []) {
    if (isOffice(key)) {
      weighOffice(key);
      continue;
    }
    const limit = key.endsWith('HomePage.tsx') ? budget.landing : budget.route;
    const all = new Set([...carried, ...closure(key)]);
    rows.push([key.replace(/^src\//, ''), weight(all), limit]);
    // An area is a list of pages of its own.
    if (key.endsWith('Area.tsx')) weighPages(key, all);
  }
}
weighPages(entry, base);
for (const css of manifest[entry].css ?? []) rows.push([css, weigh(css), budget.css]);

const [, shell] = /JSON\.parse\('(.*)'\)/.exec(readFileSync(new URL('sw.js', dist), 'utf8'));
const kept = JSON.parse(shell).map((path) => (path === '/' ? 'index.html' : path.slice(1)));
const strangers = kept.filter((file) => /Admin/.test(file));
if (strangers.length) throw new Error(`The service worker keeps the back office: ${strangers}`);
rows.push(['kept offline', kept.reduce((sum, file) => sum + weigh(file), 0), budget.offline]);

let over = 0;
for (const [name, kilobytes, limit] of rows) {
  const late = kilobytes > limit;
  over += late;
  if (!late && process.argv.includes('--over')) continue;
  console.log(
    `${late ? 'OVER' : 'ok  '} ${kilobytes.toFixed(1).padStart(6)} / ${limit} kB  ${name}`,
  );
}
process.exit(over ? 1 : 0);

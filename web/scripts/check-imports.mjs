// Holds the direction of imports: shared (api, config, lib, ui) → features → app.
// A shared file that knows a feature, or a feature that knows the app, is an error. So is a file that
// one place loads when it is wanted and another imports: it would come along with everything it needs.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = new URL('../src/', import.meta.url).pathname;
const shared = ['api', 'config', 'lib', 'ui'];
const forbidden = (from, to) =>
  (shared.includes(from) && ['features', 'app'].includes(to)) ||
  (from === 'features' && to === 'app');

const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
const faults = [];
const late = new Set();
const imports = [];
const pathOf = (from, target) =>
  target.startsWith('@/') ? target.slice(2) : normalize(join(dirname(from), target));
for (const name of files) {
  const text = readFileSync(join(root, name), 'utf8');
  for (const [, target] of text.matchAll(/import\('(.+?)'\)/g)) late.add(pathOf(name, target));
  for (const [, target] of text.matchAll(
    /^(?:import|export)(?! type)[^;]*? from '([.@]\/.+?)';$/gm,
  ))
    imports.push([name, pathOf(name, target)]);
  for (const [, target] of text.matchAll(/from '@\/([^']+)'/g)) {
    if (forbidden(name.split('/')[0], target.split('/')[0]))
      faults.push(`${name} imports ${target}`);
  }
  if (/from '\.\.\//.test(text)) faults.push(`${name}: use '@/…' instead of '../'`);
}
for (const [name, target] of imports) {
  if (late.has(target)) faults.push(`${name} imports ${target}, which is loaded when it is wanted`);
}
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(
  `${files.length} files keep the direction ${relative('.', root)}: shared → features → app`,
);

// Puts measurements of `chinook-bench reports` into one list, or prints such a list as Markdown.
import { readFileSync } from 'node:fs';
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [first, ...files] = process.argv.slice(2);
if (first === '--table') {
  const runs = read(files[0]);
  const size = (n) => (n >= 950_000 ? `${Math.round(n / 1e6)} M` : `${Math.round(n / 1e3)} k`);
  const heads = runs.map(({ engine, lines }) => `${engine}, ${size(lines)}`);
  console.log(`| p50 / p99 ms | ${heads.join(' | ')} |`);
  console.log(`|---|${runs.map(() => '---|').join('')}`);
  for (const { name } of runs[0].cases) {
    const cells = runs.map(({ cases }) => {
      const found = cases.find((c) => c.name === name);
      return found ? `${found.p50_ms} / ${found.p99_ms}` : '–';
    });
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  console.log(`| seeded in s | ${runs.map(({ seeded_in_s }) => Math.round(seeded_in_s)).join(' | ')} |`);
  console.log(`\nBuild: ${[...new Set(runs.map(({ build }) => build))].join(', ')}.`);
} else {
  const runs = [first, ...files].map(read).sort((a, b) => a.lines - b.lines || b.engine.localeCompare(a.engine));
  console.log(JSON.stringify(runs, null, 2));
}

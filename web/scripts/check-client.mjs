// The clients in src/api are those that openapi.json gives.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const clients = ['generated.ts', 'generatedAdmin.ts'].map((name) => {
  const file = new URL(`../src/api/${name}`, import.meta.url);
  return { name, file, committed: existsSync(file) ? readFileSync(file, 'utf8') : '' };
});
execFileSync('npm', ['run', '--silent', 'generate'], { stdio: ['ignore', 'ignore', 'inherit'] });
for (const { name, file, committed } of clients) {
  if (readFileSync(file, 'utf8') === committed) continue;
  writeFileSync(file, committed);
  console.error(`src/api/${name} is stale: run \`make openapi\` and commit what it writes.`);
  process.exitCode = 1;
}

// The client in src/api/generated.ts is the one that openapi.json gives.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const client = new URL('../src/api/generated.ts', import.meta.url);
const committed = readFileSync(client, 'utf8');
execFileSync('npm', ['run', '--silent', 'generate'], { stdio: ['ignore', 'ignore', 'inherit'] });
const fresh = readFileSync(client, 'utf8');
if (fresh !== committed) {
  writeFileSync(client, committed);
  console.error('src/api/generated.ts is stale: run `make openapi` and commit what it writes.');
  process.exitCode = 1;
}

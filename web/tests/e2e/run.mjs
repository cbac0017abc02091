// Starts the built product with an empty data folder, runs the browser tests against it, stops it.
//
//   CHINOOK_BIN=../target/debug/chinook npm run e2e [-- file…]
//
// CHINOOK_BIN    the program; with CHINOOK_URL and CHINOOK_DATA instead, one that runs already.
// CHROMIUM       the browser, /usr/bin/chromium by default.
// E2E_SHOTS      a folder for a picture of every page.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const chosen = process.argv.slice(2).map((name) => join(process.cwd(), name));
const files = chosen.length
  ? chosen
  : readdirSync(here)
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => join(here, name));

const server = process.env.CHINOOK_URL ? null : await startServer();
try {
  process.exitCode = await runTests(server?.env ?? {});
} finally {
  await server?.stop();
}

async function startServer() {
  const program = process.env.CHINOOK_BIN;
  if (!program) throw new Error('Set CHINOOK_BIN to the built chinook program.');
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'chinook-e2e-'));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ['serve', '--demo'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      CHINOOK_LISTEN: `127.0.0.1:${port}`,
      CHINOOK_DATA: data,
      CHINOOK_LIMIT_FACTOR: '1000', // many people sign in from one address here
      CHINOOK_LOG: process.env.CHINOOK_LOG ?? 'warn',
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { CHINOOK_URL: url, CHINOOK_DATA: data }, stop };
}

async function waitUntilReady(url, child) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}.`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The program was not ready after two minutes.');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function runTests(env) {
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=1', ...files], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => tests.once('exit', (code) => resolve(code ?? 1)));
}

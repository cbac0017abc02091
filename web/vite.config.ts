import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.CHINOOK_URL ?? 'http://127.0.0.1:8080';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What every page needs and what changes seldom: one file that outlives many releases in a cache. */
const vendor =
  /node_modules\/(react|react-dom|scheduler|react-router|react-redux|@reduxjs|immer|redux|reselect|use-sync-external-store|cookie)\//;

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      '@': here('./src'),
      'lodash-es/clone': here('./src/lib/clone.ts'),
      'lodash-es/cloneDeep': here('./src/lib/cloneDeep.ts'),
    },
  },
  // The Content-Security-Policy allows no data: fonts and no inline scripts, so nothing is inlined
  // and the preload polyfill, which every supported browser has natively, is left out.
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'vendor', test: vendor }] } } },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/config.json', '/pay', '/demo'].map((path) => [path, server]),
    ),
  },
});

import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './scripts/service-worker';

const server = process.env.CHINOOK_URL ?? 'http://127.0.0.1:8080';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What every page needs and what changes seldom: one file that outlives many releases in a cache. */
const vendor =
  /node_modules\/(react|react-dom|scheduler|react-router|react-redux|@reduxjs|immer|redux|reselect|use-sync-external-store|cookie)\//;

export default defineConfig({
  plugins: [react(), tailwindcss(), serviceWorker()],
  resolve: {
    alias: [
      { find: '@', replacement: here('./src') },
      // The four functions Formik takes from lodash, small (`src/lib/formik/clone.ts`).
      {
        find: /^lodash-es\/(clone|cloneDeep|isPlainObject|toPath)$/,
        replacement: here('./src/lib/formik/$1.ts'),
      },
      // Formik asks for it in its connect(), which nobody here calls.
      { find: /^hoist-non-react-statics$/, replacement: here('./src/lib/formik/hoistStatics.ts') },
    ],
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
      ['/api', '/config.json', '/demo', '/test-gateway'].map((path) => [path, server]),
    ),
  },
});

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

/** What plays a list and adds it to a playlist, in the shop as in the library. */
const listen = /src\/features\/(player\/usePlay|playlists\/AddToPlaylist)\./;
/** Covers, shelves and rows of tracks: what nearly every page of the shop is made of. */
const music = /src\/features\/shop\/(cards|Section|TrackList|TrackRow|TrackMenu|Ambient)\./;
/** Dialogs give the fields in them their place, and know no more of forms. */
const fieldId = /src\/ui\/fieldId\./;
/** Fields that know their errors; the rules (Yup) come apart, for some forms have none. */
const form = /node_modules\/formik\/|src\/(ui\/(Field|ErrorSummary)|lib\/forms)\./;

/** Their build without warnings for developers; their package names only the other one. */
const quietRouter = {
  find: /^react-router$/,
  replacement: here('./node_modules/react-router/dist/production/index.mjs'),
};

export default defineConfig(({ command }) => ({
  plugins: [react(), tailwindcss(), serviceWorker()],
  resolve: {
    alias: [
      ...(command === 'build' ? [quietRouter] : []),
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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Of what pages share, pieces that go together are one file: apart they are squeezed worse,
          // and each has a name in the list of what to fetch. The first group that fits wins.
          groups: [
            { name: 'vendor', test: vendor, priority: 3 },
            { name: 'shell', tags: ['$initial'], priority: 2 },
            { name: 'listen', test: listen, priority: 1 },
            { name: 'fieldId', test: fieldId, priority: 1 },
            { name: 'music', test: music },
            { name: 'form', test: form },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/config.json', '/demo', '/test-gateway'].map((path) => [path, server]),
    ),
  },
}));

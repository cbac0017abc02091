import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const source = new URL('../src/features/offline/worker.js', import.meta.url);
/** The code that must be there without a connection, besides what every page needs. */
const neededOffline = /\/src\/(features\/(library|playlists|offline)\/|app\/LibraryArea)/;
/** What only the service can do, such as sharing, rules and changes of many songs. */
const neededOnline =
  /\/(Shared|Share|Invite|Profile|Member|Smart|Bulk|Duplicates|Add|Details)\w*\.tsx$/;
/** The sheet of the back office: its work is never done without the service. */
const neverOffline = /\/AdminArea-/;
const files = ['/', '/theme.js', '/favicon.svg', '/manifest.webmanifest'];

/** What is needed to know of a file that the build writes. */
type Written = {
  type: string;
  fileName: string;
  code?: string;
  source?: string | Uint8Array;
  imports?: string[];
  isEntry?: boolean;
  facadeModuleId?: string | null;
};
type Bundle = Record<string, Written | undefined>;

/** Writes `sw.js`: the worker with the list of what it keeps, and a version made of that list. */
export function serviceWorker(): Plugin {
  return {
    name: 'chinook-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const written = bundle as Bundle;
      const kept = keptFiles(written);
      const shell = JSON.stringify([...files, ...kept.map((name) => `/${name}`)]);
      const worker = readFileSync(source, 'utf8');
      const version = createHash('sha256')
        .update(worker)
        .update(shell)
        .update(contentOf(written['index.html']))
        .digest('hex')
        .slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: worker.replace('__VERSION__', version).replace('__SHELL__', shell),
      });
    },
  };
}

const contentOf = (file: Written | undefined): string | Uint8Array =>
  file?.code ?? file?.source ?? '';

function keptFiles(bundle: Bundle): string[] {
  const kept = new Set<string>();
  function keep(name: string) {
    const file = bundle[name];
    if (kept.has(name) || file?.type !== 'chunk') return;
    kept.add(name);
    for (const next of file.imports ?? []) keep(next);
  }
  for (const file of Object.values(bundle)) {
    const module = file?.facadeModuleId ?? '';
    if (file?.isEntry || (neededOffline.test(module) && !neededOnline.test(module)))
      keep(file?.fileName ?? '');
  }
  const others = Object.keys(bundle).filter(
    (name) => /\.(css|woff2)$/.test(name) && !neverOffline.test(name),
  );
  return [...kept, ...others].toSorted();
}

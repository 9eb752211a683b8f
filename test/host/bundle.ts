import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What a Grafana gives to plugins; each version has its own. */
const given = /^(?:@grafana\/(?:data|runtime|ui)|@emotion\/css|react|react-dom|rxjs)(?:\/|$)/;
const page = resolve(import.meta.dirname, 'page');

/** Bundles the page of a host, with the packages that are installed in `folder`, and says where it is. */
export async function bundle(folder: string, name: string): Promise<string> {
  const out = resolve(import.meta.dirname, '../.artefacts/host', name);
  mkdirSync(out, { recursive: true });
  const fromFolder: Plugin = {
    name: 'packages of the host',
    setup: (host) => {
      host.onResolve({ filter: given }, ({ path, importer, kind }) =>
        importer.startsWith(page) ? host.resolve(path, { resolveDir: folder, kind }) : undefined
      );
    },
  };
  await build({
    entryPoints: [resolve(page, 'host.tsx')],
    outfile: resolve(out, 'host.js'),
    bundle: true,
    format: 'iife',
    jsx: 'transform',
    loader: { '.svg': 'dataurl', '.ttf': 'empty', '.woff2': 'empty' },
    // The module loader defines one, and libraries in the bundle must not take it for theirs.
    define: { define: 'undefined', 'process.env.NODE_ENV': '"development"', global: 'globalThis' },
    plugins: [fromFolder],
    logLevel: 'error',
  });
  return out;
}

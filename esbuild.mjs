// Bundles client and server into dist/. `node esbuild.mjs --production` minifies; without it there are source maps.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { context, build } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // Some packages inside the engine are UMD: their `module` entry is the one that bundles.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  define: { __PRODUCT_VERSION__: JSON.stringify(version) },
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** Turns the dynamic import of the cluster modules into one of their own bundle. */
const keepApart = {
  name: 'keep-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/clusterService\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cluster.js', external: true } : undefined,
    ),
};

/** Entry points; a chunk that only some sessions need is a bundle of its own, required when first used. */
const bundles = [
  { entryPoints: { client: 'client/src/extension.ts' }, plugins: [keepApart] },
  { entryPoints: { cluster: 'client/src/cluster/clusterService.ts' } },
  { entryPoints: { server: 'server/src/main.ts' } },
];

await mkdir('dist', { recursive: true });
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');
for (const bundle of bundles) {
  const options = { ...shared, ...bundle, outdir: 'dist' };
  if (watch) await (await context(options)).watch();
  else {
    const { metafile } = await build(options);
    await writeFile(`dist/${Object.keys(bundle.entryPoints)[0]}.meta.json`, JSON.stringify(metafile));
  }
}

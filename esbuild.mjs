// How client and server become dist/: two programs, and the cluster session as a bundle that is loaded when first used.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** The cluster session stays out of the client: an `import()` of it becomes one of its bundle. */
const clusterApart = {
  name: 'cluster-apart',
  setup(build) {
    build.onResolve({ filter: /\/cluster\/clusterService\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cluster.js', external: true } : undefined,
    );
  },
};

const bundles = [
  {
    entryPoints: { client: 'client/src/extension.ts' },
    external: ['vscode'],
    plugins: [clusterApart],
  },
  { entryPoints: { cluster: 'client/src/cluster/clusterService.ts' }, external: ['vscode'] },
  { entryPoints: { server: 'server/src/main.ts' } },
];

/**
 * Writes dist/*.js. Minified for production, else with source maps. Leaves dist/meta/*.json, which says what went in.
 * @param {{ production: boolean }} options
 */
export async function bundle({ production }) {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  await mkdir('dist/meta', { recursive: true });
  // The package is ESM, the bundles are not.
  await writeFile('dist/package.json', '{ "type": "commonjs" }\n');
  await Promise.all(
    bundles.map(async (options) => {
      const [name] = Object.keys(options.entryPoints);
      const { metafile } = await build({
        ...options,
        outdir: 'dist',
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
        // Some packages inside the YAML engine are UMD: their `module` entry is the one that bundles.
        mainFields: ['module', 'main'],
        define: { __PRODUCT_VERSION__: JSON.stringify(version) },
        minify: production,
        sourcemap: production ? false : 'linked',
        legalComments: 'none',
        logLevel: 'warning',
        metafile: true,
      });
      await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
    }),
  );
}

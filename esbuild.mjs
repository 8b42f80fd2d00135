// How client and server become dist/: two programs, and the bundles that they load when they first use them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** These stay out of client and server: an `import()` of one becomes a `require()` of its own bundle. */
const loadedWhenUsed = [
  { name: 'cluster', filter: /\/cluster\/clusterService\.ts$/ },
  { name: 'apply', filter: /\/applyParts\.ts$/ },
  { name: 'languageClient', filter: /\/languageClientLibrary\.ts$/ },
  { name: 'serverMain', filter: /\/process\.ts$/ },
  { name: 'engine', filter: /\/engine\/yamlEngine\.ts$/ },
  { name: 'archive', filter: /\/archive\.ts$/ },
  { name: 'schemaJudge', filter: /\/schemaJudge\.ts$/ },
  { name: 'celLibrary', filter: /\/celLibrary\.ts$/ },
  { name: 'pictureLayout', filter: /\/picture\/layout\.ts$/ },
];

const chunksApart = {
  name: 'chunks-apart',
  setup(build) {
    for (const { name, filter } of loadedWhenUsed) {
      build.onResolve({ filter }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined,
      );
    }
  },
};

const bundles = [
  {
    entryPoints: { client: 'client/extension.ts' },
    // VS Code reads the program of an ESM package as a module, with hooks that cost a quarter of a second, but for this ending.
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    plugins: [chunksApart],
  },
  { entryPoints: { cluster: 'cluster/clusterService.ts' }, external: ['vscode'] },
  { entryPoints: { apply: 'client/applyParts.ts' }, external: ['vscode'], plugins: [chunksApart] },
  { entryPoints: { languageClient: 'client/languageClientLibrary.ts' }, external: ['vscode'] },
  { entryPoints: { pluginTerminal: 'client/pluginTerminal/terminalMain.ts' } },
  { entryPoints: { server: 'server/start.ts' }, plugins: [chunksApart] },
  // Apart, as a program that reads a part of itself later wraps all modules of it: that is slow to start.
  { entryPoints: { serverMain: 'server/process.ts' }, plugins: [chunksApart] },
  { entryPoints: { judge: 'server/judge.ts' }, plugins: [chunksApart] },
  { entryPoints: { cli: 'cli/main.ts' }, plugins: [chunksApart], target: 'node20' },
  { entryPoints: { engine: 'core/engine/yamlEngine.ts' } },
  { entryPoints: { lifeline: 'server/lifeline/lifelineWorker.ts' } },
  { entryPoints: { archive: 'core/workspace/disk/archive.ts' } },
  { entryPoints: { schemaJudge: 'core/helm/schemaJudge.ts' } },
  { entryPoints: { celLibrary: 'core/expressions/celLibrary.ts' } },
  { entryPoints: { pictureLayout: 'client/picture/layout.ts' } },
];

/** Scripts of webviews with their styles, in `dist/webview`: they run in a browser. */
const pages = ['objectPage', 'picturePage'].map((name) => ({
  entryPoints: { [name]: `client/webview/page/${name}.ts` },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
}));

/**
 * Writes dist/*.js. Minified for production, else with source maps. Leaves dist/meta/*.json, which says what went in.
 * `only` names the bundles that are wanted; without it all are.
 * @param {{ production: boolean, only?: readonly string[] }} options
 */
export async function bundle({ production, only }) {
  const { homepage, version } = JSON.parse(await readFile('package.json', 'utf8'));
  await mkdir('dist/meta', { recursive: true });
  // The package is ESM, the bundles are not.
  await writeFile('dist/package.json', '{ "type": "commonjs" }\n');
  const nameOf = ({ entryPoints }) => Object.keys(entryPoints)[0];
  const wanted = [...bundles, ...pages].filter(
    (options) => only?.includes(nameOf(options)) ?? true,
  );
  await Promise.all(
    wanted.map(async (options) => {
      const name = nameOf(options);
      const { metafile } = await build({
        outdir: 'dist',
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
        ...options,
        // Some packages inside the YAML engine are UMD: their `module` entry is the one that bundles.
        mainFields: ['module', 'main'],
        define: {
          __PRODUCT_HOMEPAGE__: JSON.stringify(homepage),
          __PRODUCT_VERSION__: JSON.stringify(version),
        },
        minify: production,
        sourcemap: production ? false : 'linked',
        legalComments: 'none',
        logLevel: 'warning',
        metafile: true,
      });
      const programs = Object.keys(metafile.outputs).filter((path) => path.endsWith('js'));
      if (production)
        for (const path of programs) await writeFile(path, asAscii(await readFile(path, 'utf8')));
      await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
    }),
  );
}

/**
 * Each process and thread keeps the text of its program: one character beyond Latin-1 doubles what all others take. esbuild
 * escapes those in texts, and leaves those in regular expressions.
 * @param {string} program
 */
function asAscii(program) {
  return program.replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

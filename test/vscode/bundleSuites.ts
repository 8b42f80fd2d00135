// Bundles the suites for the extension host, which loads CommonJS and provides `vscode` itself.
import { globSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

/** Writes `out/vscode-tests/` anew and returns the path to hand to VS Code. */
export async function bundleSuites(): Promise<string> {
  const outdir = join(root, 'out', 'vscode-tests');
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
  await build({
    entryPoints: [
      join(here, 'index.ts'),
      ...globSync(join(here, '{suites,beside,cluster}', '*.test.ts')),
    ],
    outdir,
    outbase: here,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}

/** Writes the stand-in for the YAML extension of Red Hat to `out/vscode-redhat/` and returns that folder. */
export async function bundleYamlExtension(): Promise<string> {
  const outdir = join(root, 'out', 'vscode-redhat');
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [join(here, 'redhatYaml', 'extension.ts')],
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await cp(join(here, 'redhatYaml', 'package.json'), join(outdir, 'package.json'));
  return outdir;
}

// Writes out/dpm.tgz: the command line as an npm package without dependencies, from a built dist/.
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

/** The programs in it. */
export const cliBundles: readonly string[] = ['cli', 'archive', 'schemaJudge', 'celLibrary'];

/** `notices` are the licences of what is bundled. */
export async function packageCli(root: string, file: string, notices?: string): Promise<void> {
  const read = (path: string): Promise<Buffer> => readFile(join(root, path));
  const own = JSON.parse((await read('package.json')).toString()) as Manifest;
  const files = new Map<string, Buffer | string>([
    ['package.json', manifestOf(own)],
    ['README.md', readmeOf((await read('docs/cli.md')).toString(), own.homepage)],
    ['LICENSE', await read('LICENSE')],
    ...(notices === undefined ? [] : [['ThirdPartyNotices.txt', notices] as const]),
    ['dist/package.json', await read('dist/package.json')],
  ]);
  for (const name of cliBundles) files.set(`dist/${name}.js`, await read(`dist/${name}.js`));
  for (const name of (await readdir(join(root, 'dist/schemas'))).sort())
    if (name.endsWith('.json'))
      files.set(`dist/schemas/${name}`, await read(`dist/schemas/${name}`));
  const archive = pack();
  for (const [name, content] of files) {
    const mode = name === 'dist/cli.js' ? 0o755 : 0o644;
    // The same content makes the same file.
    archive.entry({ name: `package/${name}`, mode, mtime: new Date(0) }, content);
  }
  archive.finalize();
  await mkdir(dirname(file), { recursive: true });
  await pipeline(archive, createGzip({ level: 9 }), createWriteStream(file));
}

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly homepage: string;
  readonly repository: unknown;
  readonly bugs: unknown;
  readonly bin: unknown;
}

function manifestOf({ version, license, homepage, repository, bugs, bin }: Manifest): string {
  const manifest = {
    name: '@data-platform-manifests/dpm',
    version,
    description: 'Checks Kubernetes manifests and Helm values as the cluster would, offline.',
    ...{ license, homepage, repository, bugs, bin },
    engines: { node: '>=20' },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The page of the command line; what it links to lies in the repository. */
function readmeOf(page: string, homepage: string): string {
  return page.replace(/\]\((?!https?:|#)([^)]+)\)/g, `](${homepage}/blob/main/docs/$1)`);
}

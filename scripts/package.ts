// `npm run package`: out/data-platform-manifests.vsix, the extension, and out/dpm.tgz, the command line, with the licences of
// what is bundled.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { packageCli } from './packageCli.ts';
import { runNodeScript } from './runNodeScript.ts';
import { writeNotices } from './thirdPartyNotices.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Bytes. */
const maxSize = 5_000_000;
const file = join(root, 'out', 'data-platform-manifests.vsix');

await rm(join(root, 'dist'), { recursive: true, force: true });
if (!runNodeScript(root, 'build', ['--production'])) process.exit(1);
await writeNotices(root, join(root, 'dist', 'ThirdPartyNotices.txt'));
await rm(join(root, 'dist/meta'), { recursive: true });
await mkdir(join(root, 'out'), { recursive: true });
await createVSIX({
  cwd: root,
  packagePath: file,
  dependencies: false,
  skipLicense: true,
  allowMissingRepository: true,
});
const { size } = statSync(file);
console.log(`${file}: ${(size / 1_000_000).toFixed(2)} MB`);
if (size > maxSize)
  throw new Error(`The package is larger than ${maxSize / 1_000_000} MB: what came in?`);

const cli = join(root, 'out', 'dpm.tgz');
await packageCli(root, cli, await readFile(join(root, 'dist/ThirdPartyNotices.txt'), 'utf8'));
console.log(`${cli}: ${(statSync(cli).size / 1_000_000).toFixed(2)} MB`);

// npm runs this at the end of `npm install` of the repository, and before it packs it: who installs `dpm` from git (pre-commit
// does) gets it built. Only the command line and its schemas.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../esbuild.mjs';
import { buildSchemas } from '../tools/schemas/build.ts';
import { cliBundles } from './packageCli.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
buildSchemas(join(root, 'dist/schemas'));
await bundle({ production: true, only: cliBundles });

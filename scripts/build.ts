// `npm run build`: dist/client.cjs, dist/server.js, dist/schemas/ and dist/explanations.json. `--production` minifies.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { bundle } from '../esbuild.mjs';
import { writeExplanations } from '../tools/rules/explanations.ts';
import { buildSchemas } from '../tools/schemas/build.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const started = performance.now();
buildSchemas(join(root, 'dist/schemas'));
writeExplanations(join(root, 'dist/explanations.json'));
await bundle({ production: process.argv.includes('--production') });
console.log(`Built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);

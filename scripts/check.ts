// `npm run check`: types, lint, layout of the code and the unit suite. Run it before each commit.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Name of the step, package of its program, arguments. */
const steps: [name: string, program: string, ...args: string[]][] = [
  ['build', join(root, 'scripts/build.ts')],
  ['types', join(root, 'node_modules/typescript/bin/tsc'), '-p', root],
  [
    'format',
    join(root, 'node_modules/prettier/bin/prettier.cjs'),
    '--check',
    '--log-level=warn',
    root,
  ],
  ['unit', join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit'],
  [
    'lint',
    join(root, 'node_modules/eslint/bin/eslint.js'),
    '--cache',
    '--cache-location',
    join(root, 'out/eslintcache'),
    root,
  ],
];

const failed: string[] = [];
for (const [name, program, ...args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
  if (failed.includes('build')) break;
}
console.log(failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

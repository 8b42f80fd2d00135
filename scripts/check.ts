// `npm run check`: lint, types, layout of the code and the unit suite, side by side. Run it before each commit.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (path: string): string => join(root, path);

/** Name of the step, its program, arguments. What a step has found out of unchanged files is kept in out/. */
type Step = readonly [name: string, program: string, ...args: string[]];

const build: Step = ['build', inRoot('scripts/build.ts')];

/**
 * The steps of a lane run one after the other, the lanes at the same time. Lint takes longest and one processor: it begins first,
 * and all others share what is left.
 */
const lanes: readonly (readonly Step[])[] = [
  [
    [
      'lint',
      inRoot('node_modules/eslint/bin/eslint.js'),
      ...['--cache', '--cache-location', inRoot('out/eslintcache'), root],
    ],
  ],
  [
    [
      'types',
      inRoot('node_modules/typescript/bin/tsc'),
      ...['-p', root, '--incremental', '--tsBuildInfoFile', inRoot('out/types.tsbuildinfo')],
    ],
    [
      'types of pages',
      inRoot('node_modules/typescript/bin/tsc'),
      ...['-p', inRoot('client/webview/page')],
    ],
    [
      'format',
      inRoot('node_modules/prettier/bin/prettier.cjs'),
      ...['--check', '--log-level=warn'],
      ...['--cache', '--cache-location', inRoot('out/prettiercache'), root],
    ],
    [
      'unit',
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      'unit',
      '--maxWorkers=100%',
    ],
  ],
];

const started = performance.now();
const failed = (await isGood(build)) ? await failedIn(lanes) : [build[0]];
const seconds = secondsSince(started);
console.log(
  failed.length === 0 ? `All checks passed (${seconds})` : `Failed: ${failed.join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);

async function failedIn(all: readonly (readonly Step[])[]): Promise<string[]> {
  const found = await Promise.all(
    all.map(async (lane) => {
      const bad: string[] = [];
      for (const step of lane) if (!(await isGood(step))) bad.push(step[0]);
      return bad;
    }),
  );
  return found.flat();
}

/** Its words are shown once it has ended, so that those of two steps do not mix. */
function isGood([name, program, ...args]: Step): Promise<boolean> {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => words.push(part));
  return new Promise((done) => {
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(words));
      console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(begun)})`);
      done(status === 0);
    });
  });
}

function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

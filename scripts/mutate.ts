// `npm run mutate -- FOLDER|FILE ...`: puts small faults into the sources named, one at a time, and says which of them no
// unit test sees. Takes minutes for a small folder and hours for all: not part of `npm test`.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNodeScript } from './runNodeScript.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

process.exit(main(process.argv.slice(2)));

function main(targets: readonly string[]): number {
  const missing = targets.find(
    (target) => !statSync(join(root, target), { throwIfNoEntry: false }),
  );
  if (missing !== undefined) {
    console.error(`There is no ${missing} to put faults into`);
    return 2;
  }
  if (targets.length === 0) {
    console.error(
      'Name the folders or files to put faults into, e.g. npm run mutate -- cluster/plan',
    );
    return 2;
  }
  // Many unit tests read the schemas in dist/.
  if (!runNodeScript(root, 'build')) return 1;
  const program = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const globs = [...targets.map(sourcesOf), '!**/*.test.ts', '!**/testing.ts'].join(',');
  const args = [program, 'run', join(root, 'scripts/stryker.json'), '--mutate', globs];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

function sourcesOf(target: string): string {
  return statSync(join(root, target)).isDirectory() ? `${target}/**/*.ts` : target;
}

// `npm run attack [-- NAME [ARGUMENT ...]]`: long runs of hostile input against the built product; without a name all of them.
// Each is a program in test/attack; small ones of the same kind are among the tests. What needs the corpus of strangers'
// files (../shared beside the checkout) says so and is left out where there is none.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNodeScript } from './runNodeScript.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'test/attack');

process.exit(main(process.argv.slice(2)));

function main([name, ...options]: readonly string[]): number {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  if (name !== undefined && !known.includes(name)) {
    console.error(`No attack is named ${name}; there are: ${known.join(', ')}`);
    return 2;
  }
  if (!runNodeScript(root, 'build')) return 1;
  const outcomes = (name === undefined ? known : [name]).map((each) => {
    console.log(`\n=== ${each}`);
    const program = join(folder, `${each}.ts`);
    return spawnSync(process.execPath, [program, ...options], { cwd: root, stdio: 'inherit' })
      .status;
  });
  return outcomes.every((status) => status === 0) ? 0 : 1;
}

/** Applies every quick fix of the files given and says which cannot be trusted: `node scripts/tryFixes.ts [--mutants N] [--seed N] PATH...`. */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tryFixes } from '../test/harness/fixes.ts';
import { mutantsOf } from '../test/harness/manifestMutants.ts';
import { filesBelow, testSession } from '../test/harness/manifests.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutants: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
  },
});
const paths = positionals.flatMap((path) =>
  statSync(path).isDirectory() ? filesBelow(path) : [path],
);
const texts = paths.map((path) => readFileSync(path, 'utf8'));
const count = Number(values.mutants);
const tried =
  count > 0
    ? mutantsOf(texts, { count, seed: Number(values.seed) })
    : texts.map((text, index) => ({ text, name: paths[index] ?? '' }));

const session = testSession();
let fixes = 0;
let failed = 0;
for (const { text, name } of tried)
  for (const { title, report, problem, fixed } of await tryFixes(session, text)) {
    fixes++;
    if (values.show) console.log(`--- ${name}\n"${title}" for ${report}\n${fixed ?? ''}`);
    if (problem === undefined) continue;
    failed++;
    console.log(`${name}: "${title}" for ${report}: ${problem}`);
  }
console.log(`${fixes} fixes of ${tried.length} texts, ${failed} not to be trusted`);

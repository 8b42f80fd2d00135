/** Every quick fix of every example: applied, it takes its report away, brings no error and leaves the rest as it was. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { tryFixes } from '../harness/fixes.ts';
import { mutantsOf } from '../harness/manifestMutants.ts';
import {
  filesBelow,
  readMarks,
  repositoryRoot,
  systems,
  testSession,
} from '../harness/manifests.ts';
import { allRuleExamples } from '../harness/ruleExamples.ts';

const session = testSession();

async function problemsOf(text: string): Promise<string[]> {
  const tried = await tryFixes(session, text);
  return tried.flatMap(({ title, report, problem }) =>
    problem === undefined ? [] : [`"${title}" for ${report}: ${problem}`],
  );
}

const ofRules = allRuleExamples().filter(({ kind }) => kind === 'bad');
test.each(ofRules.map(({ code }, index) => [code, index] as const))(
  'the fixes of example %s (%i) can be trusted',
  async (_code, index) => {
    expect(await problemsOf(ofRules[index]?.text ?? '')).toEqual([]);
  },
);

const invalid = systems().flatMap((system) =>
  filesBelow(join(repositoryRoot, 'schemas', system, 'examples/invalid')),
);
test.each(invalid.map((path) => relative(repositoryRoot, path)))(
  'the fixes of %s can be trusted',
  async (path) => {
    const { text } = readMarks(readFileSync(join(repositoryRoot, path), 'utf8'));
    expect(await problemsOf(text)).toEqual([]);
  },
);

const valid = systems().flatMap((system) =>
  filesBelow(join(repositoryRoot, 'schemas', system, 'examples/valid')),
);
const texts = valid.map((path) => readFileSync(path, 'utf8'));
test.each([1, 2, 3])(
  'the fixes of manifests with a slip can be trusted (seed %i)',
  async (seed) => {
    const problems: string[] = [];
    for (const { name, text } of mutantsOf(texts, { count: 120, seed }))
      for (const problem of await problemsOf(text)) problems.push(`${name}: ${problem}`);
    expect(problems).toEqual([]);
  },
);

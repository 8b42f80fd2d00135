/** The examples beside the rules say what the built product reports, at which place and in which words, and what its fixes write. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes } from '../../core/findings/codes.ts';
import type { Session } from '../../core/session.ts';
import { linkedCodes } from '../../core/graph/checks/index.ts';
import { rulesBySubject } from '../../core/rules/index.ts';
import {
  readBody,
  readExamples,
  withMarks,
  writeExamples,
  type Example,
} from '../../tools/rules/exampleFile.ts';
import { linkedFolder, ruleFiles, ruleIndex, rulesFolder } from '../../tools/rules/ruleIndex.ts';
import { testSession } from '../harness/manifests.ts';
import { findingsIn } from '../harness/ruleExamples.ts';

const ofOneObject = testSession();
/** Here an example is a whole workspace. */
const ofObjectsTogether = testSession();
ofObjectsTogether.graph.isWhole = true;
const files = globSync('*/*.yaml', { cwd: rulesFolder }).sort();
const linked = globSync('*.yaml', { cwd: linkedFolder }).sort();

test('every rule has a file of examples that is named after its code', () => {
  const named = files.map((file) => basename(file, '.yaml'));
  expect(
    named.filter((code) => !codes.has(code)),
    'no rule of the list has this code: run npm run generate, or name the file after the code',
  ).toEqual([]);
  expect(
    Object.values(rulesBySubject)
      .flat()
      .map(({ code }) => code)
      .filter((code) => !named.includes(code)),
    'write core/rules/<subject>/<code>.yaml: CONTRIBUTING.md, A rule',
  ).toEqual([]);
});

test('every file that exports a rule has its examples, without which it is not in the list', () => {
  const written = globSync('*/*.ts', { cwd: rulesFolder }).filter((file) =>
    /^export const rule\b/m.test(readFileSync(join(rulesFolder, file), 'utf8')),
  );
  expect(written.length).toBeGreaterThan(100);
  expect(
    written.filter((file) => !files.includes(file.replace(/\.ts$/, '.yaml'))),
    'write core/rules/<subject>/<code>.yaml, then run npm run generate',
  ).toEqual([]);
});

test('the list of rules is that of the files', () => {
  const committed = readFileSync(join(rulesFolder, 'index.ts'), 'utf8');
  expect(committed, 'run: npm run generate').toBe(ruleIndex(ruleFiles()));
});

test('every code of checks between objects has a file of examples', () => {
  expect(linked.map((file) => basename(file, '.yaml'))).toEqual(
    linkedCodes.map(({ code }) => code).sort(),
  );
});

const folders = [
  ...files.map((file) => join(rulesFolder, file)),
  ...linked.map((file) => join(linkedFolder, file)),
];

describe.each(folders.map((path) => [basename(path), path]))('%s', (file, path) => {
  const code = basename(file, '.yaml');
  const examples = readExamples(readFileSync(path, 'utf8'));

  test('shows what is bad and what is good', () => {
    const kinds = examples.map(({ kind }) => kind);
    expect(kinds).toContain('bad');
    expect(kinds).toContain('good');
  });

  test.each(examples.map((example, index) => [index, example.kind, example.title] as const))(
    'example %i (%s) %s is judged as it says',
    async (index) => {
      const example = examples[index];
      if (!example) throw new Error('no such example');
      if (example.kind === 'fixed') {
        expect(examples[index - 1]?.kind).toBe('bad');
        return;
      }
      const { marks } = readBody(example.body);
      const session = path.startsWith(linkedFolder) ? ofObjectsTogether : ofOneObject;
      const found = await judged(session, example);
      expect(writeExamples(found)).toBe(writeExamples(examples.slice(index, index + found.length)));
      expect(marks.length > 0).toBe(example.kind === 'bad');
      for (const { words } of marks) {
        expect(words).toMatch(new RegExp(`^(error|warning|information|hint)\\[${code}\\]: `));
        expect(words).not.toMatch(/\.$/);
      }
    },
  );
});

/** The example with what the product reports on it and, where it offers fixes, the one after them. */
async function judged(session: Session, example: Example): Promise<Example[]> {
  const { text } = readBody(example.body);
  const { marks, fixed } = await findingsIn(session, text);
  const marked: Example = { ...example, body: withMarks(example.body, marks) };
  return fixed ? [marked, { kind: 'fixed', title: fixed.titles, body: fixed.text }] : [marked];
}

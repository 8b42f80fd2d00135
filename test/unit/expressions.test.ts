/** Every regular expression of the product is tried on texts that make expressions slow. A new one is tried by itself. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { quickPumps, slowOnes } from '../harness/expressions/pump.ts';
import { expressionFolders, expressionsIn } from '../harness/expressions/sources.ts';
import { repositoryRoot } from '../harness/manifests.ts';

const expressions = expressionsIn(repositoryRoot, expressionFolders);

test('no expression takes time that grows faster than its text', async () => {
  expect(expressions.length).toBeGreaterThan(300);
  const slow = await slowOnes(expressions, quickPumps);
  expect(
    slow.map(({ expression, text }) => `${expression.at}: /${expression.source}/ on ${text}`),
  ).toEqual([]);
});

test('an expression is put together from what the program itself says', () => {
  const unknown = expressions.flatMap(({ at, unknown: parts }) =>
    parts.map((part) => `${at.replace(/:\d+$/, '')}: ${part}`),
  );
  // Each of these is blanks, a digit, a name or the escape character, and holds no operator of an expression.
  expect(unknown.sort()).toEqual([
    'client/enterRules.ts: dash',
    'client/enterRules.ts: dash',
    'client/logs/logWords.ts: String.fromCharCode(27)',
    'core/model/writtenTypeMeta.ts: firstIndent(text)',
    'core/rules/tables/pods/programs.ts: service',
  ]);
});

test('slow expressions are found, as literals and as parts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-expressions-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'src'));
  const source = [
    'const part = "[ab]*";',
    'export const a = /x+$/;',
    'export const b = /^(a|aa)+$/;',
    'export const c = new RegExp(`^${part}a*$`);',
    "export const d = RegExp('\\\\s*' + '$');",
    'export const e = /^[a-z]+$/;',
    'export const f = (own: string) => new RegExp(`^${own}b*$`);',
  ];
  writeFileSync(join(folder, 'src/slow.ts'), source.join('\n'));
  writeFileSync(join(folder, 'src/slow.test.ts'), 'export const g = /x+x+$/;');
  const found = expressionsIn(folder, ['src']);
  expect(found.map((each) => each.source).sort()).toEqual(
    ['x+$', '^(a|aa)+$', '^[ab]*a*$', '\\s*$', '^[a-z]+$', '^ab*$'].sort(),
  );
  expect(found.flatMap(({ unknown }) => unknown)).toEqual(['own']);
  const pumps = { heads: [''], units: ['a', 'x', ' '], tails: ['!'] };
  const slow = await slowOnes(found, pumps, 8_000);
  expect(slow.map(({ expression }) => expression.source).sort()).toEqual(
    ['x+$', '^(a|aa)+$', '^[ab]*a*$', '\\s*$'].sort(),
  );
});
